import { whatToRun } from "./incomplete-install.js";

// Not a static import: where there is no build, that would fail with Node's words before any of ours.
const built = await import("../dist/index.js").catch((error) => {
  const words = whatToRun(error);
  if (words === undefined) throw error;
  const failure = new Error(words);
  failure.stack = `Error: ${words}`;
  throw failure;
});

export const { generate, lintSource, loadConfig, proveTemplate, renderTemplate, UserError, verify } = built;
