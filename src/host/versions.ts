/** `20.12.0`: the Node that runs this. */
export const nodeVersion = (): string => process.versions.node;

/** What Node is made of: V8, the tables of time zones and of Unicode, and more. */
export const runtimeVersions = (): Readonly<Record<string, string | undefined>> => process.versions;
