import type { Campaign, Config } from "../../config/model/config.js";
import { envelope } from "./envelope.js";
import { preconditionLines } from "./preconditions.js";
import { eventPlace, membersOf } from "./properties.js";
import type { BodyPlan, Member, ObjectShape } from "./shape.js";
import { VariableNames } from "./variable-names.js";

/** The webhook body that a campaign means, as a typed shape. */
export function planBody(config: Config, campaign: Campaign): BodyPlan {
  const names = new VariableNames();
  const before = preconditionLines(campaign, names);
  const around = envelope(config, campaign, names);
  const inner = membersOf(campaign.properties, eventPlace(campaign.slug, names));
  const properties: ObjectShape = {
    kind: "object",
    prepare: [],
    members: inner.members,
    comma: names.take("comma"),
  };
  const members: Member[] = [...around.members];
  // A track event always has `properties`, if only `{}`; an identify has them when the config gives it some.
  if (campaign.type === "track" || inner.members.length > 0) {
    members.push({ kind: "member", name: config.wire.names.properties, value: properties });
  }
  return {
    slug: campaign.slug,
    config: shownName(config.source.name),
    prepare: [...before, ...around.lines, ...inner.prepare],
    root: { kind: "object", prepare: [], members, comma: names.take("comma") },
  };
}

/** The file's own name, as far as it cannot end a Liquid comment. */
const shownName = (path: string) => path.replace(/^.*[\\/]/, "").replace(/[^\p{L}\p{N} ._-]/gu, "_");
