import { load } from "./load.js";

export const { renderTemplate, UsageError } = await load(() => import("../dist/render.js"));
