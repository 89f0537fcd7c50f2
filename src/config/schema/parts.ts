import * as z from "zod/mini";
import { dataNamespaces } from "../../braze/data.js";
import { plainSources } from "../model/data-source.js";

// Code made from a text is what a page's policy forbids, and for one config a run it would not be faster.
z.config({ jitless: true });

/** The patterns for names and values, shared by the schema and its messages. */
export const patterns = {
  slug: /^[a-z0-9_][a-z0-9_.-]*$/,
  environment: /^[a-z0-9_][a-z0-9_-]*$/,
  secret: /^env:[A-Za-z_][A-Za-z0-9_]*$/,
  source: new RegExp(
    `^(${plainSources.join("|")}|(item|object)([.[].*)?|(${Object.keys(dataNamespaces).join("|")})[.[].+)$`,
  ),
  /** What Braze takes in the name of a Content Block. */
  blockName: /^[A-Za-z0-9_-]*$/,
  /** What Braze calls something in its API. */
  apiId: /^[A-Za-z0-9_-]+$/,
  /** Anything but only white space. */
  text: /\S/,
  /** What Liquid can read as a name. */
  name: /^(?=.*[^\s\u0085])[^"{}\r\n]+$/,
  /** A text that a Liquid string can hold inside a tag. */
  code: /^[^"{}\r\n]+$/,
} as const;

export const matching = (pattern: RegExp) => z.string().check(z.regex(pattern));

export const text = () => matching(patterns.text);

export const secret = (description: string, example: string) =>
  matching(patterns.secret).register(z.globalRegistry, {
    description: `${description} Given as the name of an environment variable: the value itself is never in a file.`,
    examples: [example],
  });

export const source = (description: string, ...examples: string[]) =>
  matching(patterns.source).register(z.globalRegistry, { description, examples });

/** Any JSON: the reader of the YAML lets nothing else in. */
export const json = () => z.unknown();

const compared = z.union([matching(patterns.code), z.number(), z.boolean()]);

/** What a source is asked for. */
export const asked = z.union([compared, z.array(compared).check(z.minLength(1))]).register(z.globalRegistry, {
  description:
    "A value, a list of values, or present or absent. Texts are compared letter by letter, numbers and booleans also where they arrive as text.",
  examples: [["paid", "shipped"], true, "present"],
});
