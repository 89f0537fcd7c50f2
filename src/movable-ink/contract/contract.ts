import type { FindingKind } from "../../diagnostics/diagnostic.js";
import { isTimeZone } from "../../liquid/time/zone-names.js";
import { utf8Length } from "../../source/bytes.js";
import type { Json } from "../../source/json.js";
import { jsonText } from "../../source/json-text.js";
import { shortened } from "../../source/shortened.js";
import type { SourceName } from "../sources.js";
import { type EventSpec, eventSpec, type MemberSpec } from "./events.js";
import * as findings from "./findings.js";
import { isPersonalName, personalText } from "./personal-data.js";
import { documentedProfile, ownWord, type Profile } from "./profile.js";
import { type View, type ViewKind, viewOf } from "./view.js";

/** A breach of the contract. */
export interface Breach {
  readonly kind: FindingKind;
  /** Where in the payload: `properties.categories[].id`. */
  readonly path: string;
  readonly message: string;
  readonly source: SourceName;
}

export interface ContractOptions {
  readonly profile?: Profile | undefined;
  /** The clock that ages are measured from; without it, ages are not checked. */
  readonly now?: Date | undefined;
}

/** Bodies of this size or more are refused (Amplitude's page on its own connector). */
export const mostBytes = 2_000_000;
/** For the Product, CartAdd and CartRemove schemas (RudderStack's page). */
const mostCustomProperties = 20;
const oldestDays = 30;

/** Every breach in one payload. */
export function checkPayload(payload: Json, options: ContractOptions = {}): Breach[] {
  const found = checkView(viewOf(payload), options);
  const bytes = utf8Length(jsonText(payload));
  return bytes < mostBytes ? found : [...found, sizeBreach(bytes)];
}

const sizeBreach = (bytes: number): Breach => ({
  kind: findings.payloadSize,
  path: "",
  message: `the payload is ${(bytes / 1e6).toFixed(1)} MB; it must stay under ${mostBytes / 1e6} MB`,
  source: "amplitude",
});

/** The contract, for one payload or for all payloads that a template may send. */
export function checkView(
  payload: View,
  { profile = documentedProfile, now }: ContractOptions = {},
): Breach[] {
  const found: Breach[] = [];
  const run: Run = {
    profile,
    now,
    breach: (kind, path, message, source) => found.push({ kind, path, message, source }),
  };
  if (!payload.kinds.has("object")) {
    run.breach(findings.missingProperty, "", "the payload is not an object", "braze");
    return found;
  }
  const { names } = profile;
  const type = payload.member(names.type);
  const kind = typeof type.value === "string" ? ownWord(profile.values.type, type.value) : undefined;
  checkType(run, type, kind);
  const event = payload.member(names.event);
  const eventName = typeof event.value === "string" ? ownWord(profile.values.event, event.value) : undefined;
  if (kind !== "identify") checkEvent(run, event, kind === "track");
  checkIdentity(run, payload, kind);
  checkTimestamp(run, payload.member(names.timestamp));
  checkTimezone(run, payload.member(names.timezone));
  const spec = kind === "identify" || eventName === undefined ? undefined : eventSpec(eventName);
  if (spec) checkProperties(run, payload.member(names.properties), spec);
  checkPersonal(run, payload, "");
  return found;
}

interface Run extends ContractOptions {
  readonly profile: Profile;
  breach(kind: FindingKind, path: string, message: string, source: SourceName): void;
}

function checkType({ breach, profile }: Run, type: View, kind: string | undefined): void {
  const path = profile.names.type;
  if (type.present === "never") breach(findings.payloadType, path, "the payload has no type", "braze");
  else if (kind !== undefined && kind !== "track" && kind !== "identify")
    breach(
      findings.payloadType,
      path,
      `the type is ${shown(type.value)}; Braze's page has track and identify`,
      "rudderstack",
    );
}

function checkEvent({ breach, profile }: Run, event: View, isTrack: boolean): void {
  const path = profile.names.event;
  if (event.present === "never") {
    if (isTrack) breach(findings.eventName, path, "a track event has no name", "braze");
    return;
  }
  if (!onlyText(event))
    breach(findings.eventName, path, `the event's name is ${kindsOf(event)}, not a string`, "braze");
  else if (event.mayBeBlank) breach(findings.eventName, path, "the event's name may be blank", "braze");
}

function checkIdentity({ breach, profile }: Run, payload: View, kind: string | undefined): void {
  const { user_id, anonymous_id } = profile.names;
  const ids = [user_id, anonymous_id].map((name) => ({ name, id: payload.member(name) }));
  if (ids.every(({ id }) => id.present === "never"))
    breach(
      findings.missingIdentifier,
      user_id,
      `the payload has neither ${user_id} nor ${anonymous_id}`,
      "braze",
    );
  if (kind === "identify")
    for (const { name, id } of ids)
      if (id.present === "never" && ids.some((one) => one.id.present !== "never"))
        breach(
          findings.missingIdentifier,
          name,
          `identify ties two ids together, and ${name} is missing`,
          "braze",
        );
  for (const { name, id } of ids) {
    if (id.present === "never") continue;
    if (id.mayBeBlank) breach(findings.missingIdentifier, name, `${name} may be blank`, "braze");
    if (!onlyText(id))
      breach(findings.missingIdentifier, name, `${name} is ${kindsOf(id)}; an id must be a string`, "braze");
    const personal = typeof id.value === "string" ? personalText(id.value) : undefined;
    if (personal) breach(findings.personalIdentifier, name, `${name} is ${personal}`, "braze");
  }
}

function checkTimestamp({ breach, profile, now }: Run, timestamp: View): void {
  const path = profile.names.timestamp;
  const { timestampFormat: format } = profile;
  if (timestamp.present === "never") {
    breach(findings.timestampForm, path, "the payload has no timestamp", "oracle");
    return;
  }
  const wanted = format === "iso8601" ? "string" : "integer";
  if ([...timestamp.kinds].some((one) => one !== wanted)) {
    const expected =
      format === "iso8601" ? "a string such as 2023-12-06T18:20:45Z" : `an integer in ${format}`;
    breach(
      findings.timestampForm,
      path,
      `the timestamp is ${kindsOf(timestamp)}; expected ${expected}`,
      "braze",
    );
    return;
  }
  const { value } = timestamp;
  if (value === undefined) return;
  const time =
    typeof value === "string"
      ? Date.parse(value)
      : format === "seconds"
        ? Number(value) * 1000
        : Number(value);
  if (Number.isNaN(time)) {
    breach(findings.timestampForm, path, `the timestamp ${shown(value)} is not a time`, "braze");
    return;
  }
  if (format === "milliseconds" && Math.abs(time) < 1e11) {
    breach(
      findings.timestampUnit,
      path,
      `the timestamp ${shown(value)} looks like seconds; expected milliseconds`,
      "braze",
    );
    return;
  }
  if (format === "seconds" && Math.abs(Number(value)) >= 1e11) {
    breach(
      findings.timestampUnit,
      path,
      `the timestamp ${shown(value)} looks like milliseconds; expected seconds`,
      "braze",
    );
    return;
  }
  if (!now) return;
  const days = (now.getTime() - time) / 86_400_000;
  // Clocks differ slightly.
  if (days < -5 / 1440)
    breach(
      findings.timestampAge,
      path,
      `the timestamp ${iso(time) ?? shown(value)} is in the future`,
      "mparticle",
    );
  else if (days > oldestDays)
    breach(
      findings.timestampAge,
      path,
      `the timestamp ${iso(time) ?? shown(value)} is ${Math.floor(days)} days old; the limit is ${oldestDays}`,
      "mparticle",
    );
}

/** Undefined beyond the days that a date can be. */
const iso = (time: number): string | undefined =>
  Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : undefined;

function checkTimezone({ breach, profile }: Run, timezone: View): void {
  const path = profile.names.timezone;
  if (timezone.present === "never") return;
  if (!onlyText(timezone))
    breach(findings.timeZone, path, `the time zone is ${kindsOf(timezone)}, not a string`, "braze");
  else if (timezone.mayBeBlank) breach(findings.timeZone, path, "the time zone may be blank", "braze");
  else if (typeof timezone.value === "string" && !isTimeZone(timezone.value))
    breach(
      findings.timeZone,
      path,
      `${shown(timezone.value)} is not an IANA time zone, such as America/New_York`,
      "braze",
    );
}

function checkProperties(run: Run, properties: View, { properties: specs, event }: EventSpec): void {
  const path = run.profile.names.properties;
  checkMembers(run, properties, specs, path, event);
  const known = new Set(specs.map(({ name }) => name));
  const custom = [
    ...properties.names().filter((name) => !known.has(name) && name !== "*"),
    ...properties
      .member("meta")
      .names()
      .filter((name) => name !== "*"),
  ];
  if (custom.length > mostCustomProperties)
    run.breach(
      findings.tooManyProperties,
      path,
      `${custom.length} custom properties; a schema allows ${mostCustomProperties}`,
      "rudderstack",
    );
}

function checkMembers(
  run: Run,
  object: View,
  specs: readonly MemberSpec[],
  path: string,
  event: string,
): void {
  for (const spec of specs) {
    const at = `${path}.${spec.name}`;
    const member = object.member(spec.name);
    if (member.present === "never" || (spec.required && member.present === "sometimes")) {
      if (spec.required && !object.open)
        run.breach(
          findings.missingProperty,
          at,
          `${event} needs ${spec.name}, which ${member.present === "never" ? "is" : "may be"} missing`,
          spec.source,
        );
      if (member.present === "never") continue;
    }
    if (spec.required && member.mayBeBlank)
      run.breach(
        findings.missingProperty,
        at,
        `${event} needs ${spec.name}, which may be blank`,
        spec.source,
      );
    checkMemberType(run, member, spec, at);
    if (!spec.items) continue;
    member.items().forEach((item, index) => {
      const many = member.value === undefined ? "" : index;
      if (item.kinds.has("object")) checkMembers(run, item, spec.items!, `${at}[${many}]`, event);
      else if (item.kinds.size > 0)
        run.breach(
          findings.propertyType,
          `${at}[${many}]`,
          `an item of ${spec.name} is ${kindsOf(item)}; expected an object with ${spec
            .items!.filter(({ required }) => required)
            .map(({ name }) => name)
            .join(" and ")}`,
          spec.source,
        );
    });
  }
}

function checkMemberType(
  { breach }: Run,
  member: View,
  { name, type, source }: MemberSpec,
  path: string,
): void {
  const { kinds, value } = member;
  // JSON taken from the data as a whole may have the right type.
  if (member.open && kinds.has(type as ViewKind)) return;
  const wrong = [...kinds].filter((kind) => !fits[type].has(kind));
  if (wrong.length > 0) {
    const may = value === undefined && kinds.size > 1 ? "may be" : "is";
    breach(findings.propertyType, path, `${name} ${may} ${listed(wrong)}; expected ${words[type]}`, source);
    return;
  }
  if (type === "url" && typeof value === "string" && !isAbsolute(value))
    breach(findings.relativeUrl, path, `${shown(value)} is not an absolute URL`, source);
  if (type === "number" && typeof value !== "string" && Number(value ?? 0) < 0)
    breach(findings.propertyType, path, `${name} is ${value}, which is negative`, source);
}

const fits: Readonly<Record<MemberSpec["type"], ReadonlySet<string>>> = {
  string: new Set(["string"]),
  url: new Set(["string"]),
  number: new Set(["integer", "float"]),
  integer: new Set(["integer"]),
  object: new Set(["object"]),
  array: new Set(["array"]),
};

const words: Readonly<Record<MemberSpec["type"], string>> = {
  string: "a string",
  url: "an absolute URL",
  number: "a number without quotes",
  integer: "an integer without quotes",
  object: "an object",
  array: "an array",
};

function isAbsolute(text: string): boolean {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
}

/** Personal data anywhere below: by the name of a property, or by what a string looks like. */
function checkPersonal(run: Run, view: View, path: string): void {
  const { names } = run.profile;
  for (const name of view.names()) {
    const at = path === "" ? name : `${path}.${name}`;
    // Ids have their own rule.
    if (at === names.user_id || at === names.anonymous_id) continue;
    const member = view.member(name);
    const personal = typeof member.value === "string" ? personalText(member.value) : undefined;
    if (isPersonalName(name) && holdsSomething(member))
      run.breach(findings.personalData, at, `${name} is personal data`, "braze");
    else if (personal) run.breach(findings.personalData, at, `${name} contains ${personal}`, "braze");
    checkPersonal(run, member, at);
  }
  view.items().forEach((item, index) => {
    const at = `${path}[${view.value === undefined ? "" : index}]`;
    const personal = typeof item.value === "string" ? personalText(item.value) : undefined;
    if (personal) run.breach(findings.personalData, at, `an item contains ${personal}`, "braze");
    checkPersonal(run, item, at);
  });
}

const holdsSomething = ({ kinds, value }: View): boolean =>
  kinds.has("string") || kinds.has("integer") ? value !== "" : false;

const onlyText = ({ kinds }: View): boolean => kinds.size === 1 && kinds.has("string");

const listed = (kinds: readonly string[]): string =>
  kinds.map((kind) => kindWords[kind] ?? kind).join(" or ");
const kindsOf = ({ kinds }: View): string => listed([...kinds]);

const kindWords: Readonly<Record<string, string>> = {
  string: "a string",
  integer: "an integer",
  float: "a number with a fraction",
  boolean: "true or false",
  null: "null",
  object: "an object",
  array: "an array",
};

function shown(value: Json | undefined): string {
  return shortened(jsonText(value), 60);
}
