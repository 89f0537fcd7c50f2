import { load } from "./load.js";

export const {
  explain,
  formats,
  generate,
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
