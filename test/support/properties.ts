import fc from "fast-check";
import { seedFor } from "./depth.js";

/** The same cases every time; `SEED=n` gives others. */
fc.configureGlobal({ seed: seedFor(20_231_206) | 0 });
