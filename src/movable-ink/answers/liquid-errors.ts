import { brazePages } from "../../braze/pages.js";
import { type Answer, page } from "./page.js";

const liquid = "https://shopify.github.io/liquid";
const printed =
  "which failing operations print their error into a message that goes out, and which end the send.";

/** Errors of Liquid's, by the words in which Braze's log, a preview or another engine tells of them. */
export const liquidErrorPages: readonly Answer[] = [
  page({
    id: "liquid-comparison",
    title: "Liquid compares a string with a number, or a time with a string",
    meaning:
      "Liquid has no order between two types: `<` and `>` fail where an event property arrives as a string, and a time fails even against `blank` or a string. `Liquid error: comparison of String with 0 failed` is then printed into the body.",
    fix: 'Bring the value to one type first: `{% assign n = {{event_properties.${n}}} | plus: 0 %}` for a number, `| date: "%s" | plus: 0` for a time, `| append: ""` for a string.',
    undocumented: "whether a message whose Liquid fails so is sent.",
    sources: [
      { says: "the error with a number, and its fix", source: brazePages.eventProperties },
      { says: "the error with a time, and its fix", source: brazePages.liquidFaq },
    ],
    texts: ["comparison of * with * failed", "comparison of * failed"],
    findings: [
      "liquid-error-breaks-json",
      "liquid-error-reachable",
      "silent-comparison",
      "text-compared-with-number",
    ],
  }),
  page({
    id: "liquid-unexpected-end-token",
    title: "Liquid meets an end where none belongs",
    meaning:
      "There are braces too many or too few: three braces where two belong, `}}` missing, or `{{ }}` nested where it is not taken. The message is not sent.",
    fix: "Count the braces: `{{custom_attribute.${name}}}` has two and one, then one and two. In a tag write `${name}` without `{{ }}`, or assign it first. mi-braze lint shows the place.",
    sources: [{ says: "the error and what causes it", source: brazePages.liquidFaq }],
    texts: ["unexpected end token"],
    findings: ["liquid-syntax", "invalid-braze-syntax"],
  }),
  page({
    id: "liquid-unknown-tag",
    title: "Liquid does not know the tag",
    meaning:
      "A tag is misspelt (`elseif` for `elsif`), is outside of the block that it belongs to (`else` after `endif`), or is one that Braze does not have. A template that cannot be parsed is not sent.",
    fix: "Run mi-braze lint: it names the tag that is meant. docs/liquid/tags.md lists all.",
    sources: [{ says: "such a send is canceled", source: brazePages.abortTypes }],
    texts: ["unknown tag*", "unexpected outer * tag", "tag * not found", "does not expect * tag"],
    findings: ["unsupported-tag", "liquid-syntax"],
  }),
  page({
    id: "liquid-unknown-filter",
    title: "Liquid does not know the filter",
    meaning:
      "A filter is misspelt, or is one that Braze does not have, such as `to_json` or `json`. Unless it is told to be strict, Liquid passes the value on unchanged.",
    fix: "Run mi-braze lint: it names the filter that is meant; JSON of any value is `as_json_string`. docs/liquid/filters.md lists all.",
    undocumented: "what Braze does with a filter that it does not know.",
    sources: [{ says: "the filters that there are", source: brazePages.filters }],
    texts: ["undefined filter*", "unknown filter*", "filter * not found"],
    findings: ["unsupported-filter"],
  }),
  page({
    id: "liquid-not-closed",
    title: "A tag, an output or a block is not closed",
    meaning:
      "`{{` lacks its `}}`, `{%` its `%}`, or an `if`, `for`, `case` or `capture` its end. A template that cannot be parsed is not sent.",
    fix: "Run mi-braze lint: it points at where the block begins.",
    sources: [{ says: "such a send is canceled", source: brazePages.abortTypes }],
    texts: [
      "was never closed",
      "was not properly terminated*",
      "is not a valid delimiter for*",
      "output * not closed",
      "tag * not closed",
    ],
    findings: ["liquid-syntax", "missing-quote"],
  }),
  page({
    id: "liquid-unknown-operator",
    title: "A condition holds an operator that Liquid does not have",
    meaning:
      "`=`, `is`, `eq`, `&&` or `AND` is not an operator. `Liquid error: Unknown operator =` is printed in place of the tag.",
    fix: "Write `==`, `!=`, `>`, `<`, `>=`, `<=` or `contains`; join conditions by `and`, `or`.",
    sources: [{ says: "the operators that there are", source: `${liquid}/basics/operators/` }],
    texts: ["unknown operator*"],
    findings: ["unknown-operator", "misread-liquid"],
  }),
  page({
    id: "liquid-divided-by-zero",
    title: "Liquid divides by zero",
    meaning:
      "`divided_by` or `modulo` got the number 0, or a string that is not a number, which counts as 0. `Liquid error: divided by 0` is printed in place of the output.",
    fix: "Divide inside a condition: `{% if n != 0 %}`, or bound it: `| at_least: 1`.",
    undocumented: printed,
    sources: [{ says: "division", source: `${liquid}/filters/divided_by/` }],
    texts: ["divided by 0", "divided by zero", "division by zero", "ZeroDivisionError"],
    findings: ["liquid-error-breaks-json", "liquid-error-reachable"],
  }),
  page({
    id: "liquid-arguments",
    title: "A filter has too few or too many arguments",
    meaning:
      "`| replace` without what it looks for, `| plus` without a number, `| upcase: 1`. `Liquid error: wrong number of arguments` is printed in place of the output.",
    fix: "Give the filter the arguments that docs/liquid/filters.md shows.",
    undocumented: printed,
    sources: [{ says: "the filters and their arguments", source: brazePages.filters }],
    texts: ["wrong number of arguments*"],
    findings: ["liquid-error-breaks-json", "liquid-error-reachable"],
  }),
  page({
    id: "liquid-time-zone",
    title: "The time zone is none that is known",
    meaning:
      "`time_zone` takes the name of a zone, such as `America/New_York`. With any other text Ruby on Rails raises `Invalid Timezone`.",
    fix: "Use a name of the IANA database; where it comes from data, give it a default: `| default: 'UTC'`.",
    undocumented: "what Braze does with a zone that it does not know: see --assume unknown-time-zone.",
    texts: ["invalid timezone*", "invalid time zone*"],
    findings: ["time-zone"],
  }),
  page({
    id: "liquid-limit",
    title: "A template is nested too deeply, or does too much",
    meaning: "Liquid ends a template that goes past its limits.",
    fix: "Nest fewer blocks, and loop over fewer items.",
    undocumented: "the limits that Braze sets.",
    texts: ["nesting too deep", "memory limits exceeded", "stack level too deep"],
    findings: ["liquid-limit"],
  }),
  page({
    id: "liquid-syntax",
    general: true,
    title: "Liquid cannot read a tag",
    meaning:
      "What the tag holds is not of the form that it has, or holds a character that Liquid has no use for: a `!`, a curly quote, a `$` in the wrong place. A template that cannot be parsed is not sent.",
    fix: "Run mi-braze lint: it points at the place and says what is expected there.",
    sources: [{ says: "such a send is canceled", source: brazePages.abortTypes }],
    texts: [
      "liquid syntax error*",
      "syntax error in *",
      "unexpected character *",
      "expected * but found *",
      "is not a valid expression",
      "template_parse_error*",
    ],
    findings: ["liquid-syntax", "curly-quote", "misread-liquid", "invalid-braze-syntax"],
  }),
  page({
    id: "liquid-error",
    general: true,
    title: "An operation of Liquid's failed, and its error is in the text",
    meaning:
      "Liquid prints `Liquid error: …` in place of the operation, and goes on. In a JSON body it is letters where a value is due, or a string that is stored as data.",
    fix: 'Run mi-braze lint: it names the operation and a user for whom it fails. Mostly a value is of another type than meant: `| plus: 0` and `| append: ""` settle it.',
    undocumented: printed,
    sources: [{ says: "an error that is printed", source: brazePages.eventProperties }],
    texts: [
      "liquid error*",
      "undefined method *",
      "no implicit conversion *",
      "can't be coerced into *",
      "cannot be coerced into *",
      "invalid date",
      "invalid integer",
      "NoMethodError",
    ],
    findings: ["liquid-error-in-output", "liquid-error-breaks-json", "liquid-error-reachable"],
  }),
  page({
    id: "invalid-properties",
    title: "Braze refuses the event",
    meaning:
      "A custom event has a property `time` or `event_name`, or one whose name begins with `$`. Of a purchase, `product_id`, `quantity`, `price` and `currency` are reserved too. The event is not recorded, so it triggers nothing.",
    fix: "Send the property under another name, such as `occurred_at` for `time`.",
    sources: [{ says: "the reserved names, and the error", source: brazePages.eventProperties }],
    texts: ["invalid 'properties' field", 'invalid "properties" field'],
    findings: ["reserved-name", "not-taken"],
  }),
  page({
    id: "connected-content-empty",
    title: "Connected Content gives nothing",
    meaning:
      "A service that answers 404 leaves an empty string, and one that takes longer than two seconds leaves nothing. The answer's `__http_status_code__` is there only where the answer is a JSON object and its status a 2XX. An answer of more than 1 MB and a redirect are not taken.",
    fix: "Ask before the answer is used: `{% if p.__http_status_code__ != 200 %}{% abort_message('no answer') %}{% endif %}`. Add :retry where the service is down at times.",
    sources: [
      { says: "404, the two seconds, 1 MB, redirects", source: brazePages.connectedContent },
      { says: ":retry", source: brazePages.connectedContentRetries },
    ],
    texts: ["connected content * blank", "connected content * empty", "connected content * null"],
    findings: ["impossible-status", "unchecked-answer", "tag-option"],
  }),
  page({
    id: "connected-content-error",
    title: "Connected Content fails",
    meaning:
      "The address of the call cannot be reached or answers an error. Braze asks ports 80 and 443 only, by GET or POST; with :retry it tries up to five times and then aborts the message as exhausted_cc_retries.",
    fix: "Run mi-braze lint: it finds misspelt options, spaces in the URL, ports, and values that are not escaped for a URL.",
    sources: [
      { says: "ports and methods", source: brazePages.connectedContent },
      { says: ":retry", source: brazePages.connectedContentRetries },
      { says: "statuses and unhealthy hosts", source: brazePages.requestErrors },
    ],
    texts: ["connected content error*", "connected content fail*", "connected_content error*"],
    findings: ["tag-option", "unescaped-in-url", "url-port"],
  }),
];
