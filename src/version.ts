import { readFileSync } from "node:fs";
import { packageFile } from "./package-file.js";

/** The version in package.json, read when asked for. */
export function version(): string {
  const text = readFileSync(packageFile("package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
