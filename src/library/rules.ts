export type { DiagnosticJson } from "../report/diagnostic-json.js";
export * from "./explain.js";
export * from "./lint.js";
export * from "./lint-report.js";
export { UsageError } from "./usage.js";
