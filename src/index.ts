export * from "./library/project.js";
export * from "./library/proof.js";
export * from "./library/render.js";
export * from "./library/rules.js";
