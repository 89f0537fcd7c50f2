import type { Diagnostic, FindingKind } from "../../diagnostics/diagnostic.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Template } from "../../liquid/syntax/template.js";
import { type Breach, checkView } from "../../movable-ink/contract/contract.js";
import { breachFinding } from "../../movable-ink/contract/finding.js";
import { personalData, personalIdentifier, timestampUnit } from "../../movable-ink/contract/findings.js";
import { isPersonalName } from "../../movable-ink/contract/personal-data.js";
import { documentedProfile } from "../../movable-ink/contract/profile.js";
import { absent, type View } from "../../movable-ink/contract/view.js";
import type { Shape } from "../../proof/json/shape.js";
import { nameOf } from "../../proof/terms/input-name.js";
import type { Input } from "../../proof/terms/term.js";
import type { Print } from "../../proof/walk/prints.js";
import { quoted } from "../../source/json-text.js";
import type { Range } from "../../source/source.js";
import { memberPlaces } from "../subject/member-places.js";
import type { Webhook } from "../subject/webhook.js";
import { anonymousIdOfEmail } from "./anonymous-id-of-email.js";
import { nowAsEventTime } from "./now-as-event-time.js";

/** What a webhook for Movable Ink has against the contract; for any other, nothing. */
export function breachesOf(webhook: Webhook): Diagnostic[] {
  if (webhook.target !== "movable_ink") return [];
  const { proof, body, profile = documentedProfile } = webhook;
  const { shape } = proof;
  const constants = new Map(
    [profile.names.type, profile.names.event].map((name) => [name, constantOf(body.template, name)]),
  );
  const ofShape = shape ? checkView(envelope(shape, constants, alwaysThere(proof.prints)), { profile }) : [];
  const ofPrints = proof.prints.flatMap((print) => ofPrint(webhook, print));
  const told = new Set(ofPrints.map(({ kind, path }) => `${kind.code} ${path}`));
  return [
    ...ofShape
      .filter(({ kind, path }) => !told.has(`${kind.code} ${path}`))
      .map((breach) => breachFinding(breach, body.spanOf(placeOf(webhook, breach.path)))),
    ...ofPrints.map((breach) => breachFinding(breach, body.spanOf(breach))),
  ];
}

/** What the way in which a value is made says of it. */
function ofPrint({ profile = documentedProfile, body }: Webhook, print: Print): (Breach & Range)[] {
  const { names, timestampFormat } = profile;
  const path = pathText(print.path);
  const { start, end } = print;
  const found: (Breach & Range)[] = [];
  const breach = (kind: FindingKind, message: string, source: Breach["source"] = "braze") =>
    found.push({ kind, path, message, source, start, end });
  if (path === names.timestamp) {
    // Digits after it, as in {{ x | date: "%s" }}000, are of the same number.
    const goesOn = /^(\d|\{\{)/.test(body.template.source.text.slice(end));
    if (print.seconds && !goesOn && !print.quoted && timestampFormat === "milliseconds")
      breach(timestampUnit, "this is a time in seconds; expected milliseconds: | times: 1000");
    if (print.now)
      breach(nowAsEventTime.kind, "the event's time is the moment of sending, which a delay moves");
  }
  const isId = path === names.user_id || path === names.anonymous_id;
  const personal = print.reads.filter(isPersonal);
  if (personal.length > 0)
    breach(isId ? personalIdentifier : personalData, `${personal.map(nameOf).join(", ")} is personal data`);
  if (path === names.anonymous_id)
    for (const { of } of print.digests.filter(({ of }) => /e-?mail/i.test(nameOf(of))))
      breach(
        anonymousIdOfEmail.kind,
        `the anonymous id is a hash of ${nameOf(of)}, so it changes with the address`,
      );
  return found;
}

/** A profile field or an event's member that holds personal data by its name. */
const isPersonal = ({ place }: Input): boolean =>
  place.kind === "profile" || place.kind === "namespace"
    ? isPersonalName(place.name)
    : place.kind === "member" && typeof place.key === "string" && isPersonalName(place.key);

const pathText = (path: readonly string[]): string =>
  path.reduce((text, name) => (name === "[]" ? `${text}[]` : text === "" ? name : `${text}.${name}`), "");

/** The output that prints a member, else its name, else the body. */
function placeOf({ proof, body }: Webhook, path: string): Range {
  const print = proof.prints.find((one) => pathText(one.path) === path);
  const [place] = memberPlaces(body.template, path.replace(/\[\]/g, "").split(".").at(-1) ?? "");
  return print ?? place ?? { start: 0, end: 1 };
}

/** Members at the top that hold Braze's own id, which every profile has. */
function alwaysThere(prints: readonly Print[]): ReadonlySet<string> {
  const isOwnId = ({ place }: Input) => place.kind === "profile" && place.name === "braze_id";
  const ids = prints.filter(
    ({ reads, digests }) => reads.length > 0 && digests.length === 0 && reads.every(isOwnId),
  );
  const names = new Set(ids.map(({ path }) => pathText(path)));
  return new Set(
    [...names].filter((name) => prints.every((one) => pathText(one.path) !== name || ids.includes(one))),
  );
}

/** The payload's type as the contract sees it, with the constants of the envelope. */
function envelope(
  shape: Shape,
  constants: ReadonlyMap<string, string | undefined>,
  present: ReadonlySet<string>,
): View {
  const view = viewOfShape(shape, true);
  return {
    ...view,
    member: (name) => {
      const value = constants.get(name);
      const found = view.member(name);
      const member = present.has(name) ? { ...found, mayBeBlank: false } : found;
      return value === undefined ? member : { ...member, value };
    },
  };
}

function viewOfShape(shape: Shape, always: boolean): View {
  const open = shape.open === true || shape.members.has("*");
  return {
    present: always ? "always" : "sometimes",
    kinds: shape.kinds,
    mayBeBlank: shape.kinds.has("string") && shape.mayBeEmpty,
    open,
    member: (name) => {
      const member = shape.members.get(name);
      if (member) return viewOfShape(member.shape, member.always);
      return open ? { ...absent, present: "sometimes", open: true } : absent;
    },
    names: () => [...shape.members.keys()],
    items: () => (shape.items ? [viewOfShape(shape.items, false)] : []),
  };
}

/** The text that a member always has, where it is written out in the template. */
function constantOf({ nodes }: Template, name: string): string | undefined {
  const found = new Set<string | undefined>();
  const written = quoted(name);
  for (const { value } of nodesOf(nodes, "text")) {
    for (let at = value.indexOf(written); at >= 0; at = value.indexOf(written, at + 1)) {
      const after = value.slice(at + written.length);
      if (/^\s*:/.test(after)) found.add(/^\s*:\s*"([^"\\]*)"/.exec(after)?.[1]);
    }
  }
  return found.size === 1 ? [...found][0] : undefined;
}
