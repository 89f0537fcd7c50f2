export * from "./library/check-payload.js";
export { type Config, readConfig } from "./library/config.js";
export * from "./library/preview.js";
export * from "./library/project.js";
export * from "./library/proof.js";
export * from "./library/render.js";
export * from "./library/rules.js";
export { UserError } from "./library/user-error.js";
