import { load } from "./load.js";

export const { explain, formats, lintReport, lintSource, rules, UsageError } = await load(
  () => import("../dist/rules.js"),
);
