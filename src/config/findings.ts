import { findingKind } from "../diagnostics/diagnostic.js";

// What is found in `mi-braze.yaml`.

export const configNotFound = findingKind("MI003", "config-not-found", "error", { exitCode: 3 });
export const configSyntax = findingKind("MI010", "config-syntax", "error", { ofText: true });
export const configUnknownKey = findingKind("MI011", "config-unknown-key", "error");
export const configValue = findingKind("MI012", "config-value", "error", { ofSchema: true });
export const configMissingKey = findingKind("MI013", "config-missing-key", "error", { ofAbsence: true });
export const configDuplicate = findingKind("MI014", "config-duplicate", "error");
export const literalSecret = findingKind("MI015", "literal-secret", "error", { ofText: true });
export const reservedName = findingKind("MI016", "reserved-name", "error");
export const insecureEndpoint = findingKind("MI017", "insecure-endpoint", "error", { ofText: true });
