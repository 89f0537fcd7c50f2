/**
 * What Ruby Liquid's lax parser takes for a word. White space is ASCII, as in Ruby, and a dialect construct, which
 * `Markup` has replaced by marks of the private use area, counts as a word.
 */
export const space = "[ \\t\\r\\n\\f\\v]";
export const notSpace = "[^ \\t\\r\\n\\f\\v]";
/** Mark of a `${name}`: the first character, then the rest. */
export const referenceMark = "\uE001";
export const referenceFill = "\uE002";
/** Mark of a `{{ … }}`. */
export const bracedMark = "\uE003";
export const bracedFill = "\uE004";
/** Written over characters of the template that look like marks. */
export const neutral = "\uF8FF";

const quoted = `"[^"]*"|'[^']*'`;
export const fragment = `(?:${quoted}|(?:[^ \\t\\r\\n\\f\\v,|'"]|${quoted})+)`;
export const attributes = `(\\w[\\w-]*)${space}*:${space}*(${fragment})`;
/** A match never begins inside a run of these characters, so none needs to be tried there. */
export const assignable = "(?<![\\w\\-.[\\]])(?:\\(?[\\w\\-.[\\]]\\)?)+";
/** A segment of a variable's path outside brackets. */
export const plainSegment = `${referenceMark}${referenceFill}*|${bracedMark}${bracedFill}*|[\\w\\-]+\\??`;
/** Any segment of a variable's path. */
export const segment = `\\[[^\\]]+\\]|${plainSegment}`;

/** A pattern with the indices of its groups. */
export const pattern = (source: string, flags = "") => new RegExp(source, `d${flags}`);
