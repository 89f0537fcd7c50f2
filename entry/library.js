import { load } from "./load.js";

export const {
  explain,
  formats,
  generate,
  JsonNumber,
  lintReport,
  lintSource,
  loadConfig,
  proveTemplate,
  renderTemplate,
  rules,
  UsageError,
  UserError,
  verify,
} = await load(() => import("../dist/index.js"));
