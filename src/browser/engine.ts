/*
 * The library as far as it needs no files: what browsers run. Built to dist/browser.js by scripts/build-pages.js, which
 * fails where anything of Node is in it.
 */

export * from "../library/check-payload.js";
export { type Config, readConfig } from "../library/config.js";
export * from "../library/explain.js";
export * from "../library/lint.js";
export * from "../library/preview.js";
export * from "../library/proof.js";
export * from "../library/render.js";
export { UserError } from "../library/user-error.js";
export type { Json } from "../source/json.js";
export { JsonNumber } from "../source/json-number.js";
