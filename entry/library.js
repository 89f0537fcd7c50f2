import { load } from "./load.js";

export const {
  checkPayloads,
  compileTemplate,
  explain,
  formats,
  generate,
  JsonNumber,
  lintReport,
  lintSource,
  loadConfig,
  preview,
  previewTemplate,
  proveTemplate,
  readConfig,
  renderTemplate,
  rules,
  UsageError,
  UserError,
  verify,
} = await load(() => import("../dist/index.js"));
