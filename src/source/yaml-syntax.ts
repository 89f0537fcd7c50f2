import { type Document, isScalar, visit, type YAMLError } from "yaml";
import type { Range } from "./source.js";
import type { YamlFault } from "./yaml-fault.js";

/** Enough to mend a file by; a binary one has hundreds of thousands. */
const maxFaults = 100;

/** What the text of a document gets wrong, in our words. A slip makes the parser stumble on; of each line only the first is told. */
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
  return { ...place, message: row?.words ?? "this is no YAML", next: row?.next };
}

interface Row {
  readonly code: YAMLError["code"];
  /** Where one code covers several faults: what the parser's own words say. */
  readonly says?: RegExp;
  readonly words: string;
  readonly next?: string;
  /** Where the fault is better shown than where the parser noticed it. */
  readonly place?: (document: Document, offset: number, text: string) => Range | undefined;
}

/** A text in quotes that is never closed is noticed at the end of the file; it went wrong where it begins. */
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

const quoteIt = "A text that holds [ ] { } , # or a colon and a space needs quotes around it.";
const spaces = "Indent with spaces, two for each level.";

const words: readonly Row[] = [
  { code: "TAB_AS_INDENT", words: "a tab cannot indent YAML; use spaces", next: spaces },
  {
    code: "BAD_INDENT",
    says: /end with a }/,
    words: 'a closing "}" is missing, or stands too far left',
    next: quoteIt,
  },
  {
    code: "BAD_INDENT",
    says: /end with a ]/,
    words: 'a closing "]" is missing, or stands too far left',
    next: quoteIt,
  },
  { code: "BAD_INDENT", words: "the indentation does not fit the lines above", next: spaces },
  {
    code: "MISSING_CHAR",
    says: /quote/,
    words: "the quote that opens here is never closed",
    place: openingQuote,
  },
  { code: "MISSING_CHAR", says: /Missing , /, words: "a comma is missing before this", next: quoteIt },
  { code: "MISSING_CHAR", says: /space after :/, words: "a colon needs a space behind it" },
  {
    code: "MISSING_CHAR",
    says: /Implicit map keys/,
    words: "this stands alone: a key needs a colon and a space behind it",
  },
  { code: "MISSING_CHAR", says: /- indicator/, words: 'an entry of a list begins with "- "' },
  { code: "MISSING_CHAR", says: /Comments/, words: "a comment needs a space before its #" },
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
  { code: "UNEXPECTED_TOKEN", words: "this cannot stand here", next: quoteIt },
  { code: "BAD_SCALAR_START", words: "a text cannot begin with this character unless it is in quotes" },
  {
    code: "BAD_DQ_ESCAPE",
    words: "this escape does not exist",
    next: "Write \\\\ for a backslash, or use single quotes.",
  },
  { code: "MULTILINE_IMPLICIT_KEY", words: "a key stands on one line, with a colon and a space behind it" },
  { code: "RESOURCE_EXHAUSTION", words: "nested too deeply to be read" },
  { code: "IMPOSSIBLE", words: "a key is one word, or a text in quotes" },
  { code: "KEY_OVER_1024_CHARS", words: "a key is at most 1024 characters long" },
  {
    code: "BLOCK_AS_IMPLICIT_KEY",
    words: "a second colon on one line",
    next: "Put a text that holds a colon in quotes; begin a nested mapping on the next line.",
  },
  {
    code: "BLOCK_IN_FLOW",
    words: "inside { } and [ ] nothing is told by indentation",
    next: "Write it with braces, or without any.",
  },
  {
    code: "BAD_ALIAS",
    words: "an alias is a * with the name of an anchor",
    next: "Put a text that begins with * or & in quotes.",
  },
  { code: "ALIAS_PROPS", words: "an alias has no anchor or tag of its own" },
  { code: "MULTIPLE_ANCHORS", words: "a value has at most one anchor" },
  { code: "MULTIPLE_TAGS", words: "tags are not used in a config" },
  {
    code: "TAG_RESOLVE_FAILED",
    words: "tags are not used in a config",
    next: "Put a text that begins with ! in quotes.",
  },
  { code: "BAD_PROP_ORDER", words: "an anchor stands behind the indicator, not before it" },
  { code: "BAD_DIRECTIVE", words: "this directive does not exist", next: "Remove the line." },
];
