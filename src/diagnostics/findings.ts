import { findingKind } from "./diagnostic.js";

// What any command may say of files and of its command line.

export const unreadableFile = findingKind("MI001", "unreadable-file", "error", { exitCode: 3 });
/** A watchdog's last resort; no verdict. */
export const tookTooLong = findingKind("MI007", "took-too-long", "error", { exitCode: 3 });
/** A mistake of ours at one file. */
export const internalError = findingKind("MI008", "internal-error", "error", { exitCode: 3 });
export const unwritableFile = findingKind("MI002", "unwritable-file", "error", { exitCode: 3 });
export const wrongUsage = findingKind("MI004", "wrong-usage", "error");
/** A body that import cannot read as a payload. */
export const notImportable = findingKind("MI023", "not-importable", "error");
export const staleOutput = findingKind("MI005", "stale-output", "error");

// What is said of earlier findings, with which those of a run are compared.

export const staleBaseline = findingKind("MI020", "stale-baseline", "warning");
export const baselineNotUsable = findingKind("MI021", "unusable-baseline", "error", { exitCode: 3 });
export const notComparable = findingKind("MI022", "not-comparable", "error", { exitCode: 3 });
