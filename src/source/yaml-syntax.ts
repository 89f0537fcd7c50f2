import { type Document, isScalar, visit, type YAMLError } from "yaml";
import type { Range } from "./source.js";
import type { YamlFault } from "./yaml-fault.js";

/** Enough to fix a file by; a binary file has hundreds of thousands. */
const maxFaults = 100;

/** Syntax errors in our own words. One mistake makes the parser report several; only the first on each line is kept. */
export function syntaxFaults(
  errors: readonly YAMLError[],
  document: Document | undefined,
  text: string,
): YamlFault[] {
  const faults = errors.slice(0, maxFaults).map((error) => inWords(error, document, text));
  const { yaml } = document?.directives ?? {};
  if (yaml?.explicit && yaml.version !== "1.2") {
    const start = Math.max(0, text.indexOf("%YAML"));
    const message = `this is YAML ${yaml.version}; a config is YAML 1.2`;
    faults.push({ start, end: start + "%YAML".length, message, next: "Remove the %YAML line." });
  }
  const lines = new Set<number>();
  return faults
    .sort((a, b) => a.start - b.start)
    .filter(({ start }) => {
      const line = start === 0 ? -1 : text.lastIndexOf("\n", start - 1);
      return !lines.has(line) && lines.add(line);
    });
}

function inWords(error: YAMLError, document: Document | undefined, text: string): YamlFault {
  const [start, end] = error.pos;
  const row = words.find((one) => one.code === error.code && (!one.says || one.says.test(error.message)));
  const place = (document && row?.place?.(document, start, text)) ?? { start, end: Math.max(end, start + 1) };
  return { ...place, message: row?.words ?? "this is not YAML", next: row?.next };
}

interface Row {
  readonly code: YAMLError["code"];
  /** Where one code covers several faults: what the parser's own message says. */
  readonly says?: RegExp;
  readonly words: string;
  readonly next?: string;
  /** A better place to show the fault than where the parser noticed it. */
  readonly place?: (document: Document, offset: number, text: string) => Range | undefined;
}

/** An unclosed quote is noticed at the end of the file; the mistake is where it opens. */
function openingQuote(document: Document, offset: number, text: string): Range | undefined {
  let found: Range | undefined;
  visit(document, {
    Scalar: (_, node) => {
      if (!isScalar(node) || !node.range || !node.type?.startsWith("QUOTE")) return;
      const [start, end] = node.range;
      if (start > offset || end < offset) return;
      const line = text.indexOf("\n", start);
      found = { start, end: line < 0 ? end : Math.min(end, line) };
    },
  });
  return found;
}

const quoteIt = "Quote a string that contains [ ] { } , # or a colon and a space.";
const spaces = "Indent with spaces, two for each level.";

const words: readonly Row[] = [
  { code: "TAB_AS_INDENT", words: "a tab cannot indent YAML; use spaces", next: spaces },
  {
    code: "BAD_INDENT",
    says: /end with a }/,
    words: 'a closing "}" is missing, or is indented too little',
    next: quoteIt,
  },
  {
    code: "BAD_INDENT",
    says: /end with a ]/,
    words: 'a closing "]" is missing, or is indented too little',
    next: quoteIt,
  },
  { code: "BAD_INDENT", words: "the indentation does not match the lines above", next: spaces },
  {
    code: "MISSING_CHAR",
    says: /quote/,
    words: "the quote that opens here is never closed",
    place: openingQuote,
  },
  { code: "MISSING_CHAR", says: /Missing , /, words: "a comma is missing before this", next: quoteIt },
  { code: "MISSING_CHAR", says: /space after :/, words: "a colon must be followed by a space" },
  {
    code: "MISSING_CHAR",
    says: /Implicit map keys/,
    words: "a key must be followed by a colon and a space",
  },
  { code: "MISSING_CHAR", says: /- indicator/, words: 'a list entry must begin with "- "' },
  { code: "MISSING_CHAR", says: /Comments/, words: "the # of a comment must be preceded by a space" },
  {
    code: "MISSING_CHAR",
    says: /end with a }/,
    words: 'a closing "}" is missing',
    next: quoteIt,
  },
  {
    code: "MISSING_CHAR",
    says: /end with a ]/,
    words: 'a closing "]" is missing',
    next: quoteIt,
  },
  { code: "MISSING_CHAR", words: "a character is missing here", next: quoteIt },
  { code: "UNEXPECTED_TOKEN", words: "unexpected here", next: quoteIt },
  { code: "BAD_SCALAR_START", words: "an unquoted string cannot begin with this character" },
  {
    code: "BAD_DQ_ESCAPE",
    words: "this escape does not exist",
    next: "Write \\\\ for a backslash, or use single quotes.",
  },
  { code: "MULTILINE_IMPLICIT_KEY", words: "a key must be on one line, followed by a colon and a space" },
  { code: "RESOURCE_EXHAUSTION", words: "nested too deeply" },
  { code: "IMPOSSIBLE", words: "a key must be one word, or a quoted string" },
  { code: "KEY_OVER_1024_CHARS", words: "a key can be at most 1024 characters long" },
  {
    code: "BLOCK_AS_IMPLICIT_KEY",
    words: "a second colon on one line",
    next: "Quote a string that contains a colon; begin a nested mapping on the next line.",
  },
  {
    code: "BLOCK_IN_FLOW",
    words: "inside { } and [ ] indentation has no meaning",
    next: "Write it with braces only, or without any.",
  },
  {
    code: "BAD_ALIAS",
    words: "an alias is a * followed by the name of an anchor",
    next: "Quote a string that begins with * or &.",
  },
  { code: "ALIAS_PROPS", words: "an alias cannot have its own anchor or tag" },
  { code: "MULTIPLE_ANCHORS", words: "a value can have only one anchor" },
  { code: "MULTIPLE_TAGS", words: "a config does not use tags" },
  {
    code: "TAG_RESOLVE_FAILED",
    words: "a config does not use tags",
    next: "Quote a string that begins with !.",
  },
  { code: "BAD_PROP_ORDER", words: "an anchor goes after the indicator, not before it" },
  { code: "BAD_DIRECTIVE", words: "this directive does not exist", next: "Remove the line." },
];
