import { findingKind } from "../../diagnostics/diagnostic.js";
import { spanOf } from "../../source/source.js";
import type { Rule } from "../rule.js";
import { meantHeader } from "./header-name.js";

export const missingContentType: Rule = {
  kind: findingKind("MI135", "missing-content-type", "warning"),
  summary: "The headers do not say that the body is JSON.",
  why: "Braze's page says to give the type of the body in a header, and documents none that is sent otherwise; an endpoint may refuse a body whose type it does not know.",
  fix: "Add `Content-Type: application/json`.",
  sources: ["https://www.braze.com/docs/user_guide/message_building_by_channel/webhooks/creating_a_webhook"],
  bad: { body: `{"a": 1}`, headers: { Accept: "application/json" } },
  good: { body: `{"a": 1}`, headers: { "Content-Type": "application/json" } },
  check: ({ headers, headersSource, proof, isJson }, report) => {
    if (!headers || !headersSource || !isJson || proof.verdict === "refuted") return [];
    const type = headers.find(({ name }) => name.toLowerCase() === "content-type");
    if (type && (/\bjson\b/i.test(type.value) || type.value.includes("{{"))) return [];
    // That finding says it better.
    if (headers.some(({ name }) => meantHeader(name) === "Content-Type")) return [];
    const message = type ? `the body is JSON, sent as "${type.value}"` : "the headers have no Content-Type";
    return [report(message, type?.span ?? spanOf(headersSource, 0, 1))];
  },
};
