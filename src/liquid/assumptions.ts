import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { didYouMean } from "../diagnostics/suggest.js";
import { unknownAssumption } from "./findings.js";

/**
 * What Braze's documentation does not say, or says in two ways. Each is a named choice with a default, so that none is
 * buried in code; generated bodies hold under every setting.
 */
export const assumptions = {
  "event-properties": {
    values: ["typed", "string"],
    default: "typed",
    summary: "Numbers and booleans among event properties arrive typed, or as texts.",
    source:
      "custom_event_properties.md shows a comparison of a String with 0; operators.md says that original types are kept",
  },
  dates: {
    values: ["text", "time"],
    default: "text",
    summary: "A date in an attribute or event property arrives as the text that was sent, or as a Ruby Time.",
    source: "faq.md and conditional_logic.md speak of Time values; how a value becomes one is not documented",
  },
  errors: {
    values: ["lax", "strict"],
    default: "lax",
    summary: "A failing operation prints `Liquid error: …` into the body, or fails the send.",
    source: "custom_event_properties.md shows the printed text; whether the send goes out is not documented",
  },
  "time-blank": {
    values: ["error", "false"],
    default: "error",
    summary: "Comparing a Time with `blank` or a string raises, or is false.",
    source: "faq.md documents `Comparison of Time with String Failed`; Ruby Liquid with Rails answers false",
  },
  "nil-digest": {
    values: ["empty-text", "nil"],
    default: "empty-text",
    summary: "md5 and its kin make the digest of an empty string from nothing, or nothing.",
    source: "not documented; Ruby's to_s gives the digest of an empty string",
  },
  "raw-hash": {
    values: ["inspect", "json"],
    default: "inspect",
    summary: "A hash that is printed as it is comes out in Ruby's notation, or as JSON.",
    source:
      "not documented; advanced_filters.md shows a hash in Ruby's notation, and Ruby Liquid prints it so",
  },
  "json-escape-html": {
    values: ["plain", "escaped"],
    default: "plain",
    summary: "json_escape leaves `<`, `>` and `&` as they are, or writes them as `\\u003c` and so on.",
    source: "advanced_filters.md speaks of quotes and backslashes; Rails escapes the three as well",
  },
  "json-escape-nil": {
    values: ["empty", "null"],
    default: "empty",
    summary: "json_escape makes nothing of nothing, or the word null.",
    source: "not documented; Ruby's to_s gives nothing, its to_json the word",
  },
  "as-json-html": {
    values: ["escaped", "plain"],
    default: "escaped",
    summary: "as_json_string writes `<`, `>` and `&` as `\\u003c` and so on, or leaves them.",
    source: "not documented; Rails escapes them unless it is told otherwise",
  },
  "money-of-text": {
    values: ["unchanged", "number"],
    default: "unchanged",
    summary: "money leaves a string as it is, or reads it as a number.",
    source: "filters.md says to make a number of a string first, and shows money on an event property",
  },
  "json-parse-error": {
    values: ["error", "nil"],
    default: "error",
    summary: "json_parse of a string that is not JSON raises, or gives nothing.",
    source: "not documented",
  },
  "saved-text": {
    values: ["kept", "printed"],
    default: "kept",
    summary:
      "A string that connected_content gets under `:save` is kept under that name, or printed where the tag is.",
    source:
      "making_an_api_call.md says of a text answer that it is inserted in place of the tag, and says nothing of `:save` there",
  },
  "flow-response": {
    values: ["json", "object"],
    default: "json",
    summary: "whats_app.${inbound_flow_response} is the JSON text of the answers, or an object of them.",
    source:
      "use_case_whatsapp_flows prints it as a JSON value, without a filter; what it is in Liquid is not documented",
  },
  "unknown-time-zone": {
    values: ["error", "unchanged"],
    default: "error",
    summary: "time_zone with a name that is not a zone raises, or leaves its input as it is.",
    source: "not documented; Rails raises `Invalid Timezone`",
  },
} as const satisfies Record<string, Assumption>;

interface Assumption {
  readonly values: readonly [string, ...string[]];
  readonly default: string;
  readonly summary: string;
  /** Where the doubt comes from. */
  readonly source: string;
}

export type AssumptionName = keyof typeof assumptions;
export type Assumptions = { readonly [Name in AssumptionName]: (typeof assumptions)[Name]["values"][number] };

export const assumptionNames = Object.keys(assumptions) as AssumptionName[];

export const defaultAssumptions = Object.fromEntries(
  assumptionNames.map((name) => [name, assumptions[name].default]),
) as Assumptions;

/** What is wrong with an assumption that somebody names. */
export function checkAssumption(name: string, value: string): Diagnostic | undefined {
  if (!Object.hasOwn(assumptions, name)) {
    const notes = [`Assumptions: ${assumptionNames.join(", ")}.`];
    return unknownAssumption.report(`there is no assumption "${name}"${didYouMean(name, assumptionNames)}`, {
      notes,
    });
  }
  const values: readonly string[] = assumptions[name as AssumptionName].values;
  if (values.includes(value)) return undefined;
  const message = `"${value}" is not a value of the assumption "${name}"${didYouMean(value, values)}`;
  return unknownAssumption.report(message, {
    notes: [`Write ${values.map((one) => `${name}=${one}`).join(" or ")}.`],
  });
}

/** Reads `NAME=VALUE`, as `--assume` gives it. */
export function readAssumption(text: string): { name: AssumptionName; value: string } | Diagnostic {
  const cut = text.indexOf("=");
  const name = cut < 0 ? text : text.slice(0, cut);
  const value = cut < 0 ? "" : text.slice(cut + 1);
  return checkAssumption(name, value) ?? { name: name as AssumptionName, value };
}
