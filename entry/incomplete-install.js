import { existsSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/** What to run when the build or a part of it is missing; undefined when the error is another one. */
export function whatToRun(error) {
  if (error?.code !== "ERR_MODULE_NOT_FOUND") return undefined;
  const isClone = existsSync(new URL("../src", import.meta.url));
  const isBuilt = existsSync(new URL("../dist/start.js", import.meta.url));
  const [, missing] = /Cannot find module '([^']+)'/.exec(error.message) ?? [];
  const file = missing === undefined ? "a file" : relative(folder, missing).replaceAll("\\", "/");
  const what = isBuilt ? `${file} is missing` : "it has not been built";
  if (isClone)
    return `mi-braze cannot start: ${what}. Run this once, then try again:\n  npm --prefix ${quoted(folder)} ci`;
  // From Git, npm builds it by its script; a tarball has its build.
  const how = isBuilt ? "" : ", without --ignore-scripts";
  return `mi-braze cannot start: ${what} in ${folder}. Remove that folder and install mi-braze again${how}.`;
}

const quoted = (path) => (/^[\w./\\:-]+$/.test(path) ? path : JSON.stringify(path));
