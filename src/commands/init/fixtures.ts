import { readFileSync } from "node:fs";
import { readFixture } from "../../braze/fixture/read.js";
import { scopeOf } from "../../braze/fixture/scope-of.js";
import type { Campaign, Config, DataSource, PathPart } from "../../config/model/config.js";
import { samplePayload } from "../../generate/sample.js";
import { modelResult } from "../../model/expected-payload.js";
import { packageFile } from "../../package-file.js";
import { type Json, readJson } from "../../source/json.js";
import { jsonText, quoted } from "../../source/json-text.js";
import { fillJson, prettyJson, setJson } from "./json-text.js";

export interface NewFixture {
  /** With forward slashes, relative to the config. */
  readonly path: string;
  readonly text: string;
  /** Why nothing would be sent for this user; null when something would. */
  readonly abort: string | null;
}

/** When the made-up event happened, and was sent. */
const eventTime = "2024-05-14T09:29:58Z";
const now = "2024-05-14T09:30:00Z";

const ids = { known: "customer-1042", anonymous: "visitor-7f3a" } as const;

/**
 * Made-up users who do what sets the campaign off, each with the payload that the config means for them.
 * @param properties the event's properties as JSON text; made up as well when absent
 * @param sample which of the event's samples they are of, and what it calls the event
 */
export function fixturesFor(
  config: Config,
  campaign: Campaign,
  properties: string | undefined,
  sample: { readonly number: number; readonly name: string | undefined },
): NewFixture[] {
  const { number, name } = sample;
  const path = (suffix: string) =>
    `fixtures/${campaign.slug}${number === 1 ? "" : `-${number}`}${suffix}.json`;
  // Of the anonymous, one is enough.
  const kinds =
    config.identity.audience === "known" || number > 1 || campaign.type === "identify"
      ? (["known"] as const)
      : (["known", "anonymous"] as const);
  return kinds.map((kind) => {
    const event = eventText(config, campaign, properties);
    const own = withIds(fixtureText(kind, campaign, name, event), kind, config);
    const text = sharesItsEvent(config, campaign) ? setJson(own, ["campaign"], campaign.slug) : own;
    return withExpectation(path(kind === "known" ? "" : "-anonymous"), text, config, campaign);
  });
}

/** Whether the event sets off another campaign as well, so that a fixture has to say which one it is for. */
function sharesItsEvent(config: Config, campaign: Campaign): boolean {
  const names = ({ trigger }: Campaign): readonly string[] =>
    trigger?.kind === "custom_event" ? trigger.names : [];
  return config.campaigns.some(
    (other) => other !== campaign && names(other).some((name) => names(campaign).includes(name)),
  );
}

function fixtureText(
  kind: keyof typeof ids,
  { trigger, slug }: Campaign,
  given: string | undefined,
  event: string,
): string {
  const users = readFileSync(packageFile("templates/init/users.json"), "utf8");
  const user = jsonText((readJson(users) as Record<string, Json>)[kind]);
  const names = trigger?.kind === "custom_event" ? trigger.names : [slug];
  const name = quoted(names.find((one) => one === given) ?? names[0]!);
  const what =
    trigger?.kind === "purchase"
      ? `"product_id": ${quoted(trigger.product ?? "SKU-1042")}, "currency": "USD", "price": 19.99, "quantity": 1`
      : `"name": ${name}`;
  return `{"now": "${now}", "user": ${user}, "event": {${what}, "time": "${eventTime}", "properties": ${event}}}`;
}

/** Sample values of the right types, each where the config reads it. */
function eventText(config: Config, campaign: Campaign, given: string | undefined): string {
  if (given !== undefined) return given;
  const values = samplePayload(config, campaign)[config.wire.names.properties] as Record<string, Json>;
  return campaign.properties.reduce((text, property) => {
    const from = "from" in property ? property.from[0] : undefined;
    return from?.kind === "event_property"
      ? setJson(text, [from.name, ...from.path], values[property.name])
      : text;
  }, "{}");
}

function withIds(text: string, kind: keyof typeof ids, config: Config): string {
  const { userId, anonymousId } = config.identity;
  const userPath = placeOf(userId.from);
  const anonymousPath = anonymousId && placeOf(anonymousId.from);
  let result = text;
  if (userPath)
    result = kind === "known" ? fillJson(result, userPath, ids.known) : setJson(result, userPath, undefined);
  if (anonymousPath) result = fillJson(result, anonymousPath, ids.anonymous);
  return result;
}

/** Where a fixture holds what a source reads. */
export function placeOf(from: DataSource): readonly PathPart[] | undefined {
  switch (from.kind) {
    case "custom_attribute":
      return ["user", "custom_attributes", from.name, ...from.path];
    case "event_property":
      return ["event", "properties", from.name, ...from.path];
    case "api_trigger_property":
      return ["api_trigger_properties", from.name, ...from.path];
    case "canvas_entry_property":
      return ["canvas_entry_properties", from.name, ...from.path];
    case "context":
      return ["context", from.name, ...from.path];
    case "item":
    case "object":
    case "now":
      return undefined;
    case "external_id":
    case "braze_id":
    case "email_address":
    case "phone_number":
    case "time_zone":
    case "device_id":
      return ["user", fields[from.kind]];
  }
}

const fields = {
  external_id: "external_id",
  braze_id: "braze_id",
  email_address: "email",
  phone_number: "phone",
  time_zone: "time_zone",
  device_id: "devices",
} as const;

/** A fixture that expects what the config means for its user. */
export function withExpectation(path: string, text: string, config: Config, campaign: Campaign): NewFixture {
  const { fixture, diagnostics } = readFixture({ name: path, text });
  if (!fixture) throw new Error(`init made a fixture that does not read: ${diagnostics[0]?.message}`);
  const { payload, abort } = modelResult(config, campaign, scopeOf(fixture, { clock: () => new Date(now) }));
  const expect: Json = payload ? { payload } : { abort };
  const whole = setJson(text, ["expect"], expect);
  return { path, text: prettyJson(whole), abort };
}
