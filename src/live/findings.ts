import { findingKind } from "../diagnostics/diagnostic.js";

// What runs in Braze, beside what is generated.

export const liveDrift = findingKind("MI172", "live-drift", "error");
export const pushConflict = findingKind("MI173", "push-conflict", "error");
