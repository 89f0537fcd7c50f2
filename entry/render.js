import { load } from "./load.js";

export const { compileTemplate, renderTemplate, UsageError } = await load(() => import("../dist/render.js"));
