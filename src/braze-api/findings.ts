import { findingKind } from "../diagnostics/diagnostic.js";

// What goes wrong with Braze's REST API.

export const apiRefused = findingKind("MI170", "api-refused", "error");
export const apiUnreached = findingKind("MI171", "api-unreached", "error", { exitCode: 3 });
