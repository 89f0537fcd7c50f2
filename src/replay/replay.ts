import { triggers } from "../braze/fixture/campaign-of.js";
import type { Occurrence } from "../braze/fixture/fixture.js";
import { instantOf } from "../braze/fixture/instant.js";
import { occurred } from "../braze/fixture/occurred.js";
import { scopeOf } from "../braze/fixture/scope-of.js";
import { parseTemplate, render } from "../braze/liquid.js";
import type { Campaign, Config, DataSource } from "../config/model/config.js";
import { everyProperty } from "../config/model/properties.js";
import { webhookCampaigns } from "../config/model/webhook-campaigns.js";
import { bodySource } from "../generate/artifacts.js";
import type { Scope } from "../liquid/runtime/scope.js";
import type { Template } from "../liquid/syntax/template.js";
import type { Hash } from "../liquid/value.js";
import { toText } from "../liquid/values/print.js";
import { modelResult } from "../model/expected-payload.js";
import { utf8Length } from "../source/bytes.js";
import { type JsonNode, memberOf, scalarText } from "../source/json.js";
import { contractFindings } from "../verify/contract-findings.js";
import { type Outcome, outcomeOf } from "../verify/outcome.js";
import { changeGroups } from "./change-groups.js";
import type { Cut } from "./cut.js";
import { type Happening, happeningsIn } from "./happenings.js";
import { hashed, SeenIds } from "./hashed-ids.js";
import type { Spot } from "./spots.js";
import {
  addOne,
  type CampaignTally,
  type Counted,
  count,
  emptyCampaign,
  emptyTally,
  nothing,
  oneMore,
  spanWith,
  type Tally,
  table,
  under,
  underKept,
} from "./tally.js";
import type { Tie, Ties } from "./ties.js";
import { typeOf } from "./types.js";

export interface ReplayOptions {
  /** The exported user of an external id or a Braze id; absent where no users are given. */
  readonly userOf?: ((id: string) => Hash | undefined) | undefined;
  /** Where it goes who was sent as whom. */
  readonly ties: { readonly [kind in keyof Ties]: Pick<Ties[kind], "add"> };
  /** Which of so many parts this is, from 0; each event belongs to one of them. */
  readonly shard: { readonly index: number; readonly of: number };
  readonly contentBlocks: ReadonlyMap<string, string>;
  /** What is compared with: the config as it was. */
  readonly before?: Config | undefined;
  /** For events that say no time. */
  readonly clock: () => Date;
}

/** A campaign with all that is made once for it. */
interface Prepared {
  readonly campaign: Campaign;
  readonly template: Template;
  readonly body: ReturnType<typeof bodySource>;
}

/** What came out for one event. */
interface Rendered {
  readonly text: string;
  readonly outcome: Outcome;
}

const prepared = (config: Config): Prepared[] =>
  webhookCampaigns(config).map((campaign) => {
    const body = bodySource(config, campaign);
    return { campaign, body, template: parseTemplate(body) };
  });

/** Sends events through their campaigns and counts what would have been received. */
export class Replay {
  readonly tally: Tally = emptyTally();
  readonly #prepared: readonly Prepared[];
  readonly #before: readonly Prepared[];
  /** Names of event properties that a campaign of the event reads, by the campaign. */
  readonly #read: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #ids = new SeenIds();

  constructor(
    private readonly config: Config,
    private readonly options: ReplayOptions,
  ) {
    this.#prepared = prepared(config);
    this.#before = options.before ? prepared(options.before) : [];
    for (const { campaign } of this.#prepared) this.tally.campaigns[campaign.slug] = emptyCampaign();
    this.#read = new Map(
      this.#prepared.map(({ campaign }) => [campaign.slug, namesRead(config, campaign)] as const),
    );
  }

  /** @returns the payloads that it would have sent */
  take(file: number, record: Cut): JsonNode[] {
    const spot: Spot = [file, record.line];
    const { index, of } = this.options.shard;
    // Somebody has to count what is not an event, once.
    const isOwn = record.line % of === index;
    if (isOwn) this.tally.records += 1;
    if ("fault" in record) {
      if (isOwn) count(this.tally.unreadable, record.fault, spot);
      return [];
    }
    const { happenings, faults } = happeningsIn(record.text, `line ${record.line}`);
    if (isOwn) for (const fault of faults) count(this.tally.unreadable, fault, spot);
    return happenings.flatMap((happening) => {
      const key = happening.id === undefined ? undefined : hashed(happening.id);
      return this.#isMine(key, isOwn) ? this.#happened(happening, key, spot) : [];
    });
  }

  /** Events of one id are all counted in one part, so that the first of them is known. */
  #isMine(key: string | undefined, isOwn: boolean): boolean {
    const { index, of } = this.options.shard;
    return key === undefined ? isOwn : Number.parseInt(key.slice(0, 8), 16) % of === index;
  }

  #happened({ occurrence, attributes }: Happening, key: string | undefined, spot: Spot): JsonNode[] {
    this.tally.events += 1;
    if (key !== undefined) {
      // Currents delivers an event at least once: https://www.braze.com/docs/user_guide/data/braze_currents/event_delivery_semantics
      if (!this.#ids.isNew(key)) {
        this.tally.duplicates += 1;
        return [];
      }
    }
    if (occurrence.time) this.tally.span = spanWith(this.tally.span, Number(occurrence.time.seconds));
    if (occurrence.ids.size === 0) oneMore(this.tally.nobodys, spot);
    const [campaigns, before] = [this.#prepared, this.#before].map((all) =>
      all.filter(({ campaign }) => triggers(occurrence, campaign)),
    ) as [Prepared[], Prepared[]];
    if (campaigns.length === 0) {
      this.tally.unmatchedEvents += 1;
      oneMore(underKept(this.tally.unmatched, `${occurrence.kind} ${occurrence.name}`, nothing), spot);
    } else this.#unread(occurrence, campaigns);
    if (campaigns.length + before.length === 0) return [];
    const scope = scopeOf(occurred(occurrence, this.#user(occurrence, spot), attributes), {
      now: occurrence.time,
      occurrence,
      assume: this.config.assume,
      contentBlocks: this.options.contentBlocks,
      clock: this.options.clock,
    });
    const now = new Map(campaigns.map((one) => [one.campaign.slug, this.#render(one, scope)] as const));
    if (this.options.before) this.#compare(now, before, scope, spot);
    return campaigns.flatMap(({ campaign }) =>
      this.#count(campaign, now.get(campaign.slug)!, scope, occurrence, spot),
    );
  }

  #render({ body, template }: Prepared, scope: Scope): Rendered {
    const rendering = render(template, scope, { assume: this.config.assume });
    return { text: rendering.text, outcome: outcomeOf(rendering, body) };
  }

  #compare(now: ReadonlyMap<string, Rendered>, before: readonly Prepared[], scope: Scope, spot: Spot): void {
    const then = new Map(before.map((one) => [one.campaign.slug, this.#render(one, scope)] as const));
    for (const slug of new Set([...then.keys(), ...now.keys()]))
      for (const change of changeGroups(then.get(slug)?.outcome, now.get(slug)?.outcome))
        count(this.tally.changes, `${slug}: ${change}`, spot);
  }

  #user({ ids }: Occurrence, spot: Spot): Hash {
    const { userOf } = this.options;
    if (!userOf || ids.size === 0) return new Map();
    for (const kind of ["external_id", "braze_id"]) {
      const id = ids.get(kind);
      const user = id === undefined ? undefined : userOf(toText(id));
      if (user) return user;
    }
    oneMore(this.tally.unknown, spot);
    return new Map();
  }

  #count(
    campaign: Campaign,
    { text, outcome }: Rendered,
    scope: Scope,
    occurrence: Occurrence,
    spot: Spot,
  ): JsonNode[] {
    const tally = this.tally.campaigns[campaign.slug]!;
    tally.seen += 1;
    const minute = Math.floor(Number(scope.now.seconds) / 60);
    addOne(tally.minutes, minute);
    const { names } = this.config.wire;
    for (const { path, verdict, rule, seen } of modelResult(this.config, campaign, scope).steps) {
      const place = path.replace(/\[\d+\]/g, "[]");
      const counts = under(tally.properties, place, table<Counted>);
      count(counts, verdict === "printed" || verdict === "met" ? "sent" : `${verdict}: ${rule}`, spot);
      if (place.startsWith(names.properties))
        count(under(tally.types, place, table<Counted>), typeOf(seen), spot);
    }
    switch (outcome.kind) {
      case "abort":
        count(tally.aborted, outcome.reason, spot);
        return [];
      case "failed":
        count(tally.broken, outcome.diagnostics[0]?.message ?? "it is not JSON", spot);
        return [];
      case "payload": {
        tally.sent += 1;
        addOne(this.tally.sends, minute);
        this.#age(tally, outcome.payload, scope, spot);
        const bytes = utf8Length(text);
        tally.bytes += bytes;
        tally.largest = Math.max(tally.largest, bytes);
        for (const { kind } of contractFindings(outcome.payload, this.config.wire, scope))
          count(tally.findings, `${kind.code} ${kind.name}`, spot);
        this.#identify(campaign, tally, outcome.payload, occurrence, spot);
        return [outcome.payload];
      }
    }
  }

  #unread({ kind, name, properties }: Occurrence, campaigns: readonly Prepared[]): void {
    for (const [property, value] of properties) {
      if (campaigns.some(({ campaign }) => this.#read.get(campaign.slug)?.has(property))) continue;
      const names = underKept(this.tally.unread, `${kind} ${name}`, table<Record<string, number>>);
      addOne(underKept(names, property, table<number>), typeOf(value));
    }
  }

  #age({ age }: CampaignTally, payload: JsonNode, { now }: Scope, spot: Spot): void {
    const { names, timestampFormat } = this.config.wire;
    const timestamp = memberOf(payload, names.timestamp);
    const own =
      timestampFormat === "iso8601" ? instantOf(String(timestamp?.value))?.time.seconds : timestamp?.value;
    const seconds = Number(own) / (timestampFormat === "milliseconds" ? 1000 : 1);
    if (!Number.isFinite(seconds)) return;
    const before = Number(now.seconds) - Math.floor(seconds);
    if (before < 0) oneMore(age.ahead, spot);
    else age.seconds += before;
    age.most = Math.max(age.most, before);
  }

  #identify(
    { type }: Campaign,
    tally: CampaignTally,
    payload: JsonNode,
    { ids }: Occurrence,
    spot: Spot,
  ): void {
    const { names } = this.config.wire;
    const [userId, anonymousId] = [names.user_id, names.anonymous_id].map((name) =>
      scalarText(memberOf(payload, name)),
    );
    if (userId !== undefined) tally.userIds += 1;
    if (anonymousId !== undefined) tally.anonymousIds += 1;
    const own = ids.get("braze_id") ?? ids.get("external_id");
    const profile = own === undefined ? undefined : hashed(toText(own));
    const tie = (other: string | undefined): Tie => ({
      other,
      hasSeveral: false,
      isTracked: type === "track",
      isIdentified: userId !== undefined,
      first: spot,
    });
    if (anonymousId !== undefined) this.options.ties.anonymous.add(hashed(anonymousId), tie(profile));
    if (userId !== undefined && profile !== undefined)
      this.options.ties.profiles.add(profile, tie(hashed(userId)));
  }
}

/** Event properties whose values a campaign reads. */
function namesRead(config: Config, campaign: Campaign): ReadonlySet<string> {
  const { identity, timestamp, timezone } = config;
  const sources: DataSource[] = [
    identity.userId.from,
    ...(identity.anonymousId ? [identity.anonymousId.from] : []),
    timestamp,
    timezone.from,
    ...campaign.preconditions.map(({ from }) => from),
    ...everyProperty(campaign.properties).flatMap((property) =>
      "from" in property ? [...property.from] : [],
    ),
  ];
  return new Set(sources.flatMap((from) => (from.kind === "event_property" ? [from.name] : [])));
}
