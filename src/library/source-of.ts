import type { Source } from "../source/source.js";
import { requireString } from "./usage.js";

/** A template that somebody handed over, by the name that its findings are to give it. */
export const sourceOf = (text: unknown, file: unknown = "<template>"): Source => ({
  name: requireString(file, "file"),
  text: requireString(text, "the template"),
});
