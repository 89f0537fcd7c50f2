import { type Answer, page } from "./page.js";

const rfc = "https://www.rfc-editor.org/rfc/rfc8259";

interface Parts {
  readonly meaning: string;
  readonly fix: string;
  readonly texts: readonly string[];
  readonly findings: readonly string[];
  readonly general?: true;
}

const jsonError = (id: string, title: string, parts: Parts): Answer =>
  page({ id: `json-${id}`, title, ...parts, sources: [{ says: "what JSON allows", source: rfc }] });

/** What receivers say of a body that is not JSON: JavaScript, Python, Go, Java, .NET and Ruby in their own words. */
export const jsonErrorPages: readonly Answer[] = [
  jsonError("missing-value", "The receiver finds no value where one is due", {
    meaning:
      'A blank output leaves `"price": ,`; a string without quotes, `True` or a placeholder is not a value either.',
    fix: "Run mi-braze lint on the body: it shows the output and a user for whom it is blank. `| as_json_string` prints any value as JSON.",
    texts: [
      "expecting value*",
      "expected a valid value*",
      "looking for beginning of value",
      "is an invalid start of a value*",
      "unrecognized token*",
      "undefined is not valid JSON",
      "unexpected identifier",
      "unexpected token u in JSON*",
      "unexpected token N in JSON*",
      "unexpected token T in JSON*",
      "unexpected token ,*",
      "unexpected token ',*",
    ],
    findings: ["missing-value", "bare-word", "bare-value"],
  }),
  jsonError("comma", "The receiver expects a comma or the end of an object or list", {
    meaning:
      "After a value comes something else: an unescaped quote has ended a string, or a comma is missing.",
    fix: "Run mi-braze lint on the body. Where a string ends too early, write `| json_escape` as its last filter.",
    texts: [
      "expected ',' or '}'*",
      "expected ',' or ']'*",
      "expecting ',' delimiter*",
      "after object key:value pair",
      "after array element",
      "is invalid after a value*",
      "was expecting comma to separate*",
      "unexpected string in JSON*",
    ],
    findings: ["unescaped-text", "missing-comma", "missing-quote"],
  }),
  jsonError("name", "The receiver expects a member's name in double quotes", {
    meaning: "There is a comma before the closing brace, or a name has single quotes, curly quotes or none.",
    fix: "Run mi-braze lint on the body; put the comma inside the condition of the member after it.",
    texts: [
      "expected double-quoted property name*",
      "expected property name*",
      "expecting property name enclosed in double quotes*",
      "looking for beginning of object key string",
      "is an invalid start of a property name*",
      "the JSON object contains a trailing comma*",
      "the JSON array contains a trailing comma*",
      "was expecting double-quote to start field name*",
      "illegal trailing comma*",
      "unexpected token }*",
      "unexpected token '}'*",
      "unexpected token ]*",
    ],
    findings: ["trailing-comma", "missing-quote", "missing-value"],
  }),
  jsonError("control-character", "The receiver finds a line break or tab inside a string", {
    meaning: "Between the quotes of a JSON text no character below U+0020 may be written as it is.",
    fix: "Write `| json_escape` as the text's last filter. Lines that the template itself has between quotes are closed on their line, or captured and escaped.",
    texts: [
      "bad control character*",
      "invalid control character*",
      "illegal unquoted character*",
      "in string literal",
      "is invalid within a JSON string*",
      "invalid ASCII control character*",
      "control character error*",
    ],
    findings: ["line-break-in-string", "unescaped-text"],
  }),
  jsonError("escape", "The receiver finds a backslash that begins no escape", {
    meaning:
      "A backslash in a string is data of a user that is not escaped, or an escape that a filter has cut.",
    fix: "Write `| json_escape` as the last filter of the chain.",
    texts: [
      "bad escaped character*",
      "invalid \\escape*",
      "in string escape code",
      "unrecognized character escape*",
      "is an invalid escapable character*",
    ],
    findings: ["broken-escape", "unescaped-text"],
  }),
  jsonError("cut-off", "The receiver finds the end too early", {
    meaning: "The body is empty, or a brace, a bracket or a quote is not closed.",
    fix: "Run mi-braze lint on the body: a condition that is false for some users may leave out more than is meant.",
    texts: [
      "unexpected end of JSON input",
      "unexpected end of input",
      "unexpected end-of-input*",
      "unterminated string*",
      "unexpected EOF",
      "reached end of data*",
    ],
    findings: ["unclosed-json", "missing-quote"],
  }),
  jsonError("after-end", "The receiver finds text after the document", {
    meaning: "A body is one JSON document; a comma, a brace or an output comes after its end.",
    fix: "Run mi-braze lint on the body: it points at what is too much.",
    texts: [
      "extra data*",
      "after top-level value",
      "unexpected non-whitespace character after JSON*",
      "trailing characters*",
      "trailing token*",
    ],
    findings: ["stray-text", "json-comment"],
  }),
  jsonError("type", "The receiver expects a value of another type", {
    meaning: "The body is JSON, and a member has the wrong kind of value: most often a number in quotes.",
    fix: "Print numbers and booleans without quotes, guarded: `| plus: 0` makes a number of a string.",
    texts: [
      "cannot deserialize value of type*",
      "cannot unmarshal*",
      "expected begin_object but was *",
      "expected begin_array but was *",
      "expected a * but was *",
      "must be string",
      "must be a string",
      "must be integer",
      "must be number",
      "must be boolean",
      "must be object",
      "must be array",
      "expected string, received *",
      "expected number, received *",
      "value_error.*",
      "type_error.*",
      "could not be converted to*",
      "is not of type*",
      "must be a number*",
      "must be of type*",
      "invalid type: string*",
    ],
    findings: ["property-type", "json-as-text"],
  }),
  page({
    id: "json-missing-member",
    title: "The receiver misses a member of the body",
    meaning:
      "The body is JSON, and the receiver finds a member missing, or blank: it has another name or place in the document than the receiver expects, or its value was blank for this user and left out.",
    fix: "Compare mi-braze preview for the user with the receiver's own page: names are case-sensitive. Where the value may be blank, end the send with {% abort_message %}, or give a default.",
    texts: [
      "missing required *",
      "required field *",
      "required property *",
      "required parameter *",
      "field required*",
      "must have required property *",
      "is required",
      "can't be blank",
      "cannot be blank",
      "must not be blank",
      "must not be null",
      "cannot be null",
      "may not be null",
    ],
    general: true,
    undocumented: "which members a receiver asks for: that is for its own pages to say.",
    findings: ["missing-identifier", "missing-property"],
  }),
  jsonError("invalid", "The receiver cannot read the body as JSON", {
    general: true,
    meaning:
      "The body is not JSON for this user: mostly a quote, a backslash or a line break in a value, a blank value, or a comma too many.",
    fix: "Run mi-braze lint on the body: it names each place, with a user for whom it breaks.",
    texts: [
      "is not valid JSON",
      "in JSON at position *",
      "invalid JSON*",
      "malformed JSON*",
      "JSON parse error*",
      "JSON parse error: unexpected character*",
      "could not parse JSON*",
      "couldn't parse JSON*",
      "unable to parse *JSON*",
      "cannot parse *JSON*",
      "failed to parse *JSON*",
      "error parsing *JSON*",
      "error decoding JSON*",
      "JSON decode error*",
      "not valid JSON",
      "not well-formed JSON",
      "lexical error*",
      "unexpected character in JSON*",
      "unexpected token *",
      "JSONDecodeError*",
      "JSON::ParserError*",
      "JsonParseException*",
      "JsonReaderException*",
      "problems parsing JSON",
    ],
    findings: ["unescaped-text", "bare-value", "trailing-comma", "missing-value", "missing-comma"],
  }),
];
