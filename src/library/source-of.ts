import type { Source } from "../source/source.js";
import { requireString } from "./usage.js";

/** A template that somebody handed over, by the name that its findings are to give it. */
export const sourceOf = (text: unknown, file: unknown = "<template>"): Source => ({
  name: requireString(file, "file"),
  text: requireString(text, "the template"),
});

/** A user of whom nothing is known: as a file an empty object is a slip, as an argument it is said on purpose. */
export const orNobody = (fixture: unknown): unknown =>
  typeof fixture === "object" && fixture !== null && Object.keys(fixture).length === 0
    ? { user: {} }
    : fixture;
