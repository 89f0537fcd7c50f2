import { whatToRun } from "./incomplete-install.js";

/**
 * A part of the build. Its importers use a dynamic import: a static one, where there is no build, would fail with Node's
 * words before any of ours.
 */
export async function load(part) {
  try {
    return await part();
  } catch (error) {
    const words = whatToRun(error);
    if (words === undefined) throw error;
    const failure = new Error(words);
    failure.stack = `Error: ${words}`;
    throw failure;
  }
}
