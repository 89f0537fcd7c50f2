import type { Campaign, Config, EnvelopeMember, IdRule } from "../../config/model/config.js";
import { isoDirectives, zoneAreas } from "../../config/model/values/rules.js";
import type { OrderedJson } from "../../source/json.js";
import { abortReason } from "./abort-reason.js";
import { isAlwaysText, nameOf, pipe, read } from "./expression.js";
import { type Prepared, text } from "./scalars.js";
import type { LeafShape, Line, Member, NamedShape, Shape, Statement } from "./shape.js";
import { assign, unlessPresent, when } from "./statements.js";
import { timestampLines } from "./times.js";
import type { VariableNames } from "./variable-names.js";

interface Part {
  readonly lines: readonly Line[];
  readonly members: readonly Member[];
}

/** The members around `properties`: type, event, ids, timestamp, time zone, constants. */
export function envelope(config: Config, campaign: Campaign, names: VariableNames): Part {
  const parts = [
    labels(config, campaign),
    identity(config, campaign, names),
    timestamp(config, names),
    timezone(config, names),
    constants(config),
  ];
  return {
    lines: parts.flatMap((part) => part.lines),
    members: parts.flatMap((part) => part.members),
  };
}

/** What `type` and `event` hold for this account. */
export function labelsOf(
  config: Pick<Config, "wire">,
  campaign: Campaign,
): { type: string; event: string | undefined } {
  const { type, event } = config.wire.values;
  return {
    type: type.get(campaign.type) ?? campaign.type,
    event: campaign.event === undefined ? undefined : (event.get(campaign.event) ?? campaign.event),
  };
}

function labels(config: Config, campaign: Campaign): Part {
  const { type, event } = labelsOf(config, campaign);
  const members = [member(config, "type", constant(type))];
  if (event !== undefined) members.push(member(config, "event", constant(event)));
  return { lines: [], members };
}

function identity(config: Config, campaign: Campaign, names: VariableNames): Part {
  const { slug } = campaign;
  const { audience, userId, anonymousId, track } = config.identity;
  const user = identifier("user_id", userId, names);
  const required = (id: "user_id" | "anonymous_id", value: Prepared): Line => [
    unlessPresent(value, { kind: "abort", reason: abortReason.missingId(slug, id) }),
  ];
  const named = (id: "user_id" | "anonymous_id", value: Prepared): NamedShape => ({
    name: config.wire.names[id],
    value: quoted(value.output),
  });

  if (campaign.type === "identify" && anonymousId) {
    const anonymous = identifier("anonymous_id", anonymousId, names);
    return {
      lines: [
        ...user.lines,
        required("user_id", user),
        ...anonymous.lines,
        required("anonymous_id", anonymous),
      ],
      members: [always(named("user_id", user)), always(named("anonymous_id", anonymous))],
    };
  }
  if (audience === "known" || !anonymousId) {
    return { lines: [...user.lines, required("user_id", user)], members: [always(named("user_id", user))] };
  }
  const anonymous = identifier("anonymous_id", anonymousId, names);
  const neither: Statement = { kind: "abort", reason: abortReason.noIdentifier(slug) };
  const lines = [
    ...user.lines,
    ...anonymous.lines,
    [when(`${user.absent} and ${anonymous.absent}`, [neither])],
  ];
  if (track === "both") {
    return {
      lines,
      members: [
        { kind: "member", ...named("user_id", user), when: user.present },
        { kind: "member", ...named("anonymous_id", anonymous), when: anonymous.present },
      ],
    };
  }
  return {
    lines,
    members: [
      {
        kind: "either",
        when: user.present,
        yes: named("user_id", user),
        no: named("anonymous_id", anonymous),
      },
    ],
  };
}

/** Filter that Braze has for each hash. */
const hashFilters = { md5: "md5", sha1: "sha1", sha256: "sha2" } as const;

/** Normalised before it is tested, hashed only when there is something to hash: the hash of nothing looks like an id. */
function identifier(name: "user_id" | "anonymous_id", rule: IdRule, names: VariableNames): Prepared {
  const variable = names.take(name);
  const prepared = text(variable, read(rule.from, {}), isAlwaysText(rule.from), ...rule.normalize);
  if (rule.hash === "none") return prepared;
  const hashed = assign(variable, pipe(variable, hashFilters[rule.hash]));
  return { ...prepared, lines: [...prepared.lines, [when(prepared.present, [hashed])]] };
}

function timestamp(config: Config, names: VariableNames): Part {
  const format = config.wire.timestampFormat;
  const variable = names.take("timestamp");
  const from =
    config.timestamp.kind === "now"
      ? undefined
      : { variable: names.take(nameOf(config.timestamp)), value: read(config.timestamp, {}) };
  const lines = timestampLines(variable, format === "milliseconds" ? "milliseconds" : "seconds", from);
  const value: LeafShape =
    format === "iso8601"
      ? quoted(pipe(variable, `date: "${isoDirectives}"`))
      : { kind: "leaf", quoted: false, output: variable };
  return { lines, members: [member(config, "timestamp", value)] };
}

/** Liquid knows no zone names. A zone is `UTC` or an IANA area and a slash; Braze's `Eastern Time (US & Canada)` is neither. */
function timezone(config: Config, names: VariableNames): Part {
  const { from, default: fallback } = config.timezone;
  const zone = names.take("timezone");
  const area = names.take("area");
  const areas = names.take("areas");
  const lines: Line[] = [
    [
      assign(zone, pipe(read(from, {}), 'append: ""', "strip")),
      assign(area, pipe(zone, 'split: "/"', "first")),
    ],
    [assign(areas, pipe(`"${zoneAreas.join(" ")}"`, 'split: " "'))],
  ];
  const present = `${zone} == "UTC" or ${areas} contains ${area} and ${zone} contains "/"`;
  const output = pipe(zone, "json_escape");
  const name = config.wire.names.timezone;
  if (fallback === undefined) {
    return { lines, members: [{ kind: "member", name, value: quoted(output), when: present }] };
  }
  const value: LeafShape = { ...quoted(output), otherwise: { unless: present, json: fallback } };
  return { lines, members: [{ kind: "member", name, value }] };
}

function constants(config: Config): Part {
  const members = [...config.wire.constants].map(([name, json]) => always({ name, value: constant(json) }));
  return { lines: [], members };
}

const quoted = (output: string): LeafShape => ({ kind: "leaf", quoted: true, output });
const constant = (json: OrderedJson): Shape => ({ kind: "constant", json });
const always = (named: NamedShape): Member => ({ kind: "member", ...named });
const member = (config: Config, name: EnvelopeMember, value: Shape): Member =>
  always({ name: config.wire.names[name], value });
