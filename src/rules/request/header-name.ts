import { type Diagnostic, findingKind } from "../../diagnostics/diagnostic.js";
import { nearest } from "../../diagnostics/suggest.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import { spanOf } from "../../source/source.js";
import { replace } from "../fix/edits.js";
import type { Rule } from "../rule.js";
import type { Webhook } from "../subject/webhook.js";

export const headerName: Rule = {
  kind: findingKind("MI110", "header-name", "warning"),
  summary: "A header whose name is misspelt, or cannot be one.",
  why: "The server looks for another name: a request with `Authorisation` is not authorised, and a body with `Content_Type` has no type.",
  fix: "Take the name that the finding proposes.",
  sources: ["https://www.rfc-editor.org/rfc/rfc9110", "https://www.iana.org/assignments/http-fields"],
  bad: {
    body: '{"a": 1}',
    headers: { "Content-Type": "application/json", Authorisation: "Bearer <CRM_TOKEN>" },
  },
  good: {
    body: '{"a": 1}',
    headers: { "Content-Type": "application/json", Authorization: "Bearer <CRM_TOKEN>" },
  },
  check: (webhook, report) =>
    namesIn(webhook).flatMap(({ name, span }): Diagnostic[] => {
      const meant = meantHeader(name);
      if (meant !== undefined)
        return [report(`the header "${name}" is misspelt; did you mean "${meant}"?`, span)];
      return /^[!#$%&'*+.^_`|~\w-]+$/.test(name)
        ? []
        : [
            report(`"${name}" cannot be the name of a header`, span, [
              "A name is made of letters, digits and dashes; the value is written on its own.",
            ]),
          ];
    }),
  fixes: ({ start, end }, { source: { text } }) => {
    const written = text.slice(start, end);
    const meant = meantHeader(written.replace(/^"|"$/g, ""));
    if (meant === undefined || text.toLowerCase().includes(`"${meant.toLowerCase()}"`)) return [];
    const title = `Write ${meant}`;
    return [{ title, edits: [replace({ start, end }, written.startsWith('"') ? `"${meant}"` : meant)] }];
  },
};

/** Names that requests of this kind have. */
const known = [
  "Accept",
  "Accept-Encoding",
  "Accept-Language",
  "Authorization",
  "Cache-Control",
  "Content-Encoding",
  "Content-Language",
  "Content-Length",
  "Content-Type",
  "Cookie",
  "Date",
  "Host",
  "Idempotency-Key",
  "If-Match",
  "Origin",
  "Referer",
  "User-Agent",
  "X-Api-Key",
  "X-Auth-Token",
  "X-Request-Id",
];

/** Names that are near another one, and right. */
const others = [
  "Accept-Charset",
  "Content-Range",
  "Content-MD5",
  "Api-Key",
  "Auth-Token",
  "Request-Id",
  "Data",
];

/** The header that was meant by a name, where it is none. */
export function meantHeader(name: string): string | undefined {
  const lower = name.toLowerCase();
  if ([...known, ...others].some((one) => one.toLowerCase() === lower)) return undefined;
  const meant = name.length > 4 ? nearest(name, known) : undefined;
  // A name of their own that begins with X- is their own.
  return meant !== undefined && /^x[-_]/i.test(name) === /^x-/i.test(meant) ? meant : undefined;
}

interface Named {
  readonly name: string;
  readonly span: NonNullable<Diagnostic["span"]>;
}

function namesIn({ headers = [], headersSource, fields }: Webhook): Named[] {
  const own = headers.map(({ name, nameRange }) => ({
    name,
    span: spanOf(headersSource!, nameRange.start, nameRange.end),
  }));
  const ofCalls = fields.flatMap((field) =>
    nodesOf(field.template.nodes, "connected_content").flatMap(({ options }) => {
      const value = options.find(({ name }) => name.text === "headers")?.value;
      return (value?.parts ?? []).flatMap((part) =>
        part.kind === "text"
          ? [...part.value.matchAll(/[{,]\s*"([^"]+)"(?=\s*:)/g)].map((match) => {
              const start = part.start + match.index + match[0].lastIndexOf(match[1]!);
              return { name: match[1]!, span: field.spanOf({ start, end: start + match[1]!.length }) };
            })
          : [],
      );
    }),
  );
  return [...own, ...ofCalls];
}
