import { findingKind } from "../../diagnostics/diagnostic.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import { remove, replace } from "../fix/edits.js";
import type { Rule } from "../rule.js";

export const spaceInUrl: Rule = {
  kind: findingKind("MI158", "space-in-url", "warning"),
  summary: "A space inside the webhook's URL.",
  why: "A URL has no spaces: the request goes to another address, or is never made.",
  fix: "Write %20 for it, or remove it.",
  sources: ["https://www.rfc-editor.org/rfc/rfc3986"],
  bad: { body: '{"a": 1}', url: "https://hooks.example.com/new orders" },
  good: { body: '{"a": 1}', url: "https://hooks.example.com/new%20orders" },
  check: ({ fields }, report) =>
    fields
      .filter(({ what }) => what === "URL")
      .flatMap(({ template, spanOf }) =>
        nodesOf(template.nodes, "text").flatMap(({ value, start }) =>
          [...value.matchAll(/(?<=\S)[ \t]+(?=\S)/g)].map(({ 0: space, index }) =>
            report(
              "a space inside the URL",
              spanOf({ start: start + index, end: start + index + space.length }),
            ),
          ),
        ),
      ),
  fixes: (found, { source: { text } }) => [
    // Beside what parts an address nothing is meant by it.
    isDelimiter(text[found.start - 1]) || isDelimiter(text[found.end])
      ? { title: "Remove the space", edits: [remove(found)] }
      : { title: "Write %20 for the space", edits: [replace(found, "%20".repeat(found.end - found.start))] },
  ],
};

const isDelimiter = (char: string | undefined): boolean => char !== undefined && "/?&=#:,;".includes(char);
