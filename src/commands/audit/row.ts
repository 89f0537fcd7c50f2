import { type AuditedWebhook, remarksOn } from "../../audit/audit.js";
import { type OwnBody, ownBody } from "../../audit/generated-body.js";
import type { Settings } from "../../config/model/config.js";
import { type Severity, sorted } from "../../diagnostics/diagnostic.js";
import { Secrets } from "../../egress/secrets.js";
import type { GeneratedBody } from "../../generate/live-body.js";
import type { Host } from "../../host.js";
import type { Verdict } from "../../proof/prove.js";
import { type DiagnosticJson, diagnosticsJson } from "../../report/diagnostic-json.js";
import { type Count, count, withoutCount } from "../../report/diagnostic-text.js";
import { type SarifKind, sarifResult } from "../../report/sarif.js";
import type { Style } from "../../report/style.js";
import { secretInTheOpen } from "../../rules/request/secret-in-the-open.js";
import { jsonText } from "../../source/json-text.js";
import { linting } from "../shared/linting.js";

/**
 * One webhook that runs in Braze, and what was found of it: all that any report says, in texts that hold no credential,
 * so that a row can be written down as it is and nothing else of the webhook has to be kept.
 */
export interface AuditRow {
  readonly kind: "campaign" | "canvas";
  readonly id: string;
  readonly name: string;
  readonly message: { readonly id: string; readonly name: string };
  readonly verdict: Verdict;
  /** The worst of the findings: `MI062 unescaped-text`. */
  readonly worst: string | null;
  readonly count: Count;
  readonly diagnostics: readonly DiagnosticJson[];
  /** As `lint` shows them; after the first piece, each begins with the code of a colour. */
  readonly details: readonly string[];
  /** As SARIF has them, each beside its kind. */
  readonly results: readonly { readonly kind: SarifKind; readonly result: object }[];
  /** Which body of the project it is, if it is one. */
  readonly generated: OwnBody | null;
  /** Settings that a person should look at. */
  readonly remarks: readonly string[];
  readonly tags: readonly string[];
  readonly scheduleType: string | null;
}

/** What is found of one webhook, as `lint` would of its files. */
export function rowOf(
  host: Host,
  { data }: Pick<Settings, "data">,
  bodies: readonly GeneratedBody[],
  webhook: AuditedWebhook,
  style: Style,
): AuditRow {
  const { kind, id, name, message, settings, contentBlocks } = webhook;
  const place = `${kind === "campaign" ? "campaigns" : "canvases"}/${id}/${message.id}`;
  const files = {
    body: { name: `${place}/body.liquid`, text: message.body },
    url: { name: `${place}/url.txt`, text: message.url },
    headers: {
      name: `${place}/headers.json`,
      text: jsonText(Object.fromEntries(message.headers), 2),
    },
    contentBlocks,
    data,
  };
  const { verdict, diagnostics: all } = linting(host, files);
  // In Braze, the URL and the headers are where credentials belong.
  const diagnostics = sorted(all).filter(
    ({ kind: found, span }) => found !== secretInTheOpen.kind || span?.source.name === files.body.name,
  );
  const worst = [...diagnostics].sort((a, b) => weights[a.severity] - weights[b.severity])[0];
  const details = withoutCount(diagnostics, style);
  return masked(host, secretsOf(webhook), {
    ...{ kind, id, name, verdict },
    message: { id: message.id, name: message.name },
    worst: worst ? `${worst.code} ${worst.kind.name}` : null,
    count: count(diagnostics),
    diagnostics: diagnosticsJson(diagnostics),
    details: style.mark === undefined ? [details] : details.split(style.mark),
    results: diagnostics.map((found) => {
      const { code, name: ofKind, severity } = found.kind;
      return { kind: { code, name: ofKind, severity }, result: sarifResult(found, 0) };
    }),
    generated: ownBody(message.body, contentBlocks, bodies) ?? null,
    remarks: remarksOn(settings),
    tags: settings.tags,
    scheduleType: settings.scheduleType ?? null,
  });
}

/** The details of a row in the colours of where they are shown. */
export const detailsText = ({ details: [first = "", ...colored] }: AuditRow, { mark }: Pick<Style, "mark">) =>
  [first, ...colored.map((one) => (mark === undefined ? one.replace(/^\d+m/, "") : mark + one))].join("");

const weights: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** The credentials of one webhook: those of thousands together would be looked for in every text. */
function secretsOf({ message: { url, headers, body }, contentBlocks }: AuditedWebhook): Secrets {
  const secrets = new Secrets();
  if (/^https?:/i.test(url.trim())) secrets.addUrl(url.trim());
  for (const [name, value] of headers) secrets.learn(`${name}: ${value}`);
  for (const text of [body, ...contentBlocks.values()]) secrets.learn(text);
  return secrets;
}

function masked<Value>(host: Host, own: Secrets, value: Value): Value {
  const visit = (inner: unknown): unknown => {
    if (typeof inner === "string") return host.secrets.masked(own.masked(inner));
    if (Array.isArray(inner)) return inner.map(visit);
    if (typeof inner !== "object" || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([name, one]) => [name, visit(one)]));
  };
  return visit(value) as Value;
}
