import { beginsLikeAddress, isMeantAsForm, isMeantAsJson } from "../../braze/content-type.js";
import { type DeclaredData, noData } from "../../braze/data.js";
import { headersFile } from "../../braze/findings.js";
import { parseTemplate } from "../../braze/liquid.js";
import type { Delivery } from "../../braze/names.js";
import type { Catalogue } from "../../diagnostics/catalogue.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { secretsIn } from "../../diagnostics/secrets.js";
import type { Template } from "../../liquid/syntax/template.js";
import type { Profile } from "../../movable-ink/contract/profile.js";
import { isCollector } from "../../movable-ink/is-collector.js";
import { type Proof, type ProofOptions, proveTemplate, unproven } from "../../proof/prove.js";
import { type JsonMember, parseJsonFile } from "../../source/json.js";
import { type Range, type Source, type Span, spanOf } from "../../source/source.js";
import { type Directives, readDirectives, type Target } from "./directives.js";

/** What is known of a webhook before it is read: the texts of its fields, and what is beside them. */
export interface WebhookFiles {
  readonly body: Source;
  readonly url?: Source | undefined;
  /** A JSON object of header values by name. */
  readonly headers?: Source | undefined;
  readonly contentBlocks?: ReadonlyMap<string, string> | undefined;
  /** What names are declared to hold. */
  readonly data?: DeclaredData | undefined;
  readonly target?: Target | undefined;
  /** What the account expects on the wire. */
  readonly profile?: Profile | undefined;
}

/** One field of the composer; each is rendered by itself. */
export interface Field {
  readonly what: "body" | "URL" | "header";
  readonly template: Template;
  /** The user's place of a range of the template. */
  spanOf(range: Range): Span;
}

export interface Header {
  readonly name: string;
  readonly value: string;
  /** Of the value. */
  readonly span: Span;
  readonly nameRange: Range;
}

/** A webhook as the rules see it. */
export interface Webhook {
  readonly fields: readonly Field[];
  readonly body: Field;
  /** Undefined when they are not known. */
  readonly headers: readonly Header[] | undefined;
  readonly headersSource: Source | undefined;
  /** Of a body that is not JSON, what is known of its Liquid alone. */
  readonly proof: Proof;
  readonly contentBlocks: ReadonlyMap<string, string>;
  /** What the config declares of names. */
  readonly data: DeclaredData;
  readonly delivery: Delivery | undefined;
  readonly target: Target;
  /** What is asked of JSON is asked of it. */
  readonly isJson: boolean;
  /** It is the fields of a form. */
  readonly isForm: boolean;
  readonly profile: Profile | undefined;
  readonly directives: Directives;
}

/** With the credentials in it, which no code frame shows. */
const guarded = (source: Source): Source => ({ ...source, secrets: secretsIn(source.text) });

export function readWebhook(
  given: WebhookFiles,
  catalogue: Catalogue,
  prove: (template: Template, options: ProofOptions) => Proof = proveTemplate,
): {
  webhook: Webhook;
  diagnostics: readonly Diagnostic[];
} {
  const { contentBlocks = new Map() } = given;
  const files: WebhookFiles = {
    ...given,
    body: guarded(given.body),
    url: given.url && guarded(given.url),
    headers: given.headers && guarded(given.headers),
  };
  const template = parseTemplate(files.body);
  const directives = readDirectives(template, catalogue);
  const body = fieldOf("body", template);
  const url = files.url && fieldOf("URL", parseTemplate(files.url));
  const read = files.headers && readHeaders(files.headers);
  const target =
    directives.target ?? files.target ?? (url && isCollector(files.url!.text) ? "movable_ink" : "other");
  const contentType = read?.headers?.find(({ name }) => name.toLowerCase() === "content-type")?.value;
  const isJson =
    !beginsLikeAddress(template.source.text) &&
    (target === "movable_ink" ||
      (directives.bodyKind
        ? directives.bodyKind === "json"
        : isMeantAsJson(template.source.text, contentType)));
  const isForm =
    !isJson && directives.bodyKind === undefined && isMeantAsForm(template.source.text, contentType);
  const webhook: Webhook = {
    fields: [body, ...(url ? [url] : []), ...(read?.fields ?? [])],
    body,
    headers: read?.headers,
    headersSource: files.headers,
    proof: isJson ? prove(template, { contentBlocks, data: files.data }) : unproven(template),
    contentBlocks,
    data: files.data ?? noData,
    delivery: directives.delivery,
    target,
    isJson,
    isForm,
    profile: files.profile,
    directives,
  };
  return { webhook, diagnostics: read?.diagnostics ?? [] };
}

const fieldOf = (what: Field["what"], template: Template): Field => ({
  what,
  template,
  spanOf: ({ start, end }) => spanOf(template.source, start, end),
});

function readHeaders(source: Source): {
  headers: Header[] | undefined;
  fields: Field[];
  diagnostics: Diagnostic[];
} {
  const { root, faults } = parseJsonFile(source);
  const wrong = (message: string, { start, end }: Range): Diagnostic =>
    headersFile.report(message, {
      span: spanOf(source, start, end),
      notes: ['Write them like {"Content-Type": "application/json"}.'],
    });
  if (faults.length > 0 || root?.kind !== "object") {
    const told = faults.map((fault) => wrong(fault.message, fault));
    return {
      headers: undefined,
      fields: [],
      diagnostics:
        told.length > 0
          ? told
          : [wrong("the headers are an object of texts by name", root ?? { start: 0, end: 1 })],
    };
  }
  const isText = ({ value }: JsonMember) => value.kind === "string";
  const good = root.members!.filter(isText);
  return {
    headers: good.map(({ name, nameRange, value }) => ({
      name,
      nameRange,
      value: String(value.value),
      span: spanOf(source, value.start, value.end),
    })),
    fields: good.map((member) => headerField(source, member)),
    diagnostics: root
      .members!.filter((member) => !isText(member))
      .map(({ name, value }) => wrong(`the header "${name}" is not text`, value)),
  };
}

/** A value is in the file with its escapes, each of which is one character of it. */
function headerField(source: Source, { name, value }: JsonMember): Field {
  const text = String(value.value);
  const written = source.text.slice(value.start + 1, value.end - 1);
  const places = [...written.matchAll(/\\u[\da-f]{4}|\\.|[^\\]/gis)].flatMap(({ 0: one, index }) =>
    Array.from({ length: one.startsWith("\\") ? 1 : one.length }, (_, at) => value.start + 1 + index + at),
  );
  const placeOf = (offset: number): number => places[offset] ?? value.end - 1;
  return {
    what: "header",
    template: parseTemplate(guarded({ name: `${source.name}: ${name}`, text })),
    spanOf: ({ start, end }) => spanOf(source, placeOf(start), placeOf(end)),
  };
}
