import type { Attack } from "../attack.js";
import { globs } from "./globs.js";
import { readersOfFiles } from "./readers.js";
import { writersOfFiles } from "./writers.js";

/** A list a subject; a new one is added here. */
export const attacks: readonly Attack[] = [...readersOfFiles, ...writersOfFiles, ...globs];
