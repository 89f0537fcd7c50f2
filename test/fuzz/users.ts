import { isCutShort, longestText } from "../../src/braze/inputs.js";
import { nodesOf } from "../../src/liquid/syntax/nodes.js";
import type { Template } from "../../src/liquid/syntax/template.js";
import { strftime } from "../../src/liquid/time/strftime.js";
import { isArray, isFloat, isHash, isTime, RubyFloat, RubyTime, type Value } from "../../src/liquid/value.js";
import { floatText } from "../../src/liquid/values/print.js";
import type { Random } from "../support/random.js";
import { oddTexts, rareTexts } from "../support/random-value.js";

/** Texts that templates ask about or stumble over; `oddTexts` has more of the kind that filters stumble over. */
const texts = [
  'Bo\'s "Deli"',
  "two\nlines",
  "back\\slash",
  "plain",
  "",
  " ",
  "42",
  "-1.5",
  "a,b",
  "ok",
  "{",
  "true",
  "0",
  "1",
  "x",
  "a",
  "12 USD",
  "{}",
  '{"id": 1}',
  "[1]",
  "😀",
  "<b>",
  '"',
  "\\",
  "\t",
  "UTC",
  "q",
  "q'q",
  "null",
  ", ",
  '", "',
  "\u007f",
  "\u2028",
  "\\k<y>",
  "\\0",
  "1e5",
];
const integers = [0, 0, 1, 1, 2, 3, -1, -3, 7, 10, 50, 1701886845, 2n ** 63n, 10n ** 30n, -(10n ** 20n)];
const floats = [0.5, 1.5, -2.75, 10, -0, 0, 1e16, 1e20, 1e300, -1e300, 1e-7, 5e-324];
const moments = [0, 1_701_886_845_123, 4_102_444_800_000, -1e12];

/** What Braze never gives to a template and a rendering of plain Liquid may be given: a NUL, variables that nothing sets. */
export interface Temper {
  readonly never: boolean;
}

/** Values for the names that a template reads. */
export interface Values {
  text(): string;
  /** @param name as the template writes it; the name alone of what may be anything */
  at(name: string): Value;
}

/** Anything at all. */
class AnyValues implements Values {
  constructor(
    private readonly random: Random,
    private readonly names: readonly string[],
    private readonly words: readonly Value[],
    private readonly temper: Temper,
  ) {}

  text(): string {
    const { random } = this;
    const draw = random.below(20);
    if (draw < 13) return random.pick(texts);
    if (draw < 17) return random.pick(oddTexts);
    if (draw < 18) return random.pick(texts) + random.pick(oddTexts);
    const rare = random.pick(rareTexts);
    return this.temper.never || !rare.includes("\0") ? rare : "plain";
  }

  any(depth = 2): Value {
    const { random } = this;
    if (this.words.length > 0 && random.chance(0.15)) return random.pick(this.words);
    const draw = random.below(depth > 0 ? 16 : 11);
    if (draw < 5) return this.text();
    if (draw < 7) return random.pick(integers);
    if (draw === 7) return new RubyFloat(random.pick(floats));
    if (draw === 8) return random.chance(0.5);
    if (draw === 9) return null;
    if (draw === 10)
      return random.chance(0.4) ? RubyTime.fromMilliseconds(random.pick(moments)) : this.text();
    if (draw < 14) return this.list(depth);
    return new Map(
      this.names.filter(() => random.chance(0.6)).map((name) => [name, this.any(depth - 1)] as const),
    );
  }

  list(depth = 2): Value[] {
    return Array.from({ length: this.random.below(4) }, () => this.any(depth - 1));
  }

  at(name: string): Value {
    return /\b(list|items)\b/.test(name) && this.random.chance(0.7) ? this.list() : this.any();
  }
}

/** A user in the format of fixture files, who holds anything, or nothing, at every name that a template reads. */
export function randomUser(random: Random, template: Template, temper: Temper = { never: false }): string {
  const names = namesIn(template);
  const values = new AnyValues(random, names, literalsOf(template), temper);
  const items = Array.from({ length: random.below(3) }, () =>
    hash(names.map((name) => [name, values.any(1)])),
  );
  return userOf(random, template, values, items, temper);
}

const hash = (members?: Iterable<readonly [string, Value]>): Value => new Map(members);

/** The members that a template may ask for. */
export const namesIn = (template: Template): string[] => {
  const members = nodesOf(template.nodes, "key").map(({ text }) => text);
  return [...new Set([...members, "id", "tags", "k w", "size"])].filter((name) => !name.startsWith("$"));
};

/** A user who has a value, or nothing, at every name that a template reads. */
export function userOf(
  random: Random,
  template: Template,
  values: Values,
  catalogItems: Value[],
  temper: Temper = { never: false },
): string {
  const written = new Set(nodesOf(template.nodes, "assign", "capture").map(({ variable }) => variable.text));
  const hashes = new Map<string, Map<string, Value>>();
  const put = (space: string, name: string, value: Value) => {
    const space_ = hashes.get(space);
    if (space_) space_.set(name, value);
    else hashes.set(space, new Map([[name, value]]));
  };
  for (const node of nodesOf(template.nodes, "variable", "reference")) {
    if (random.chance(0.12)) continue;
    if (node.kind === "variable") {
      if (temper.never && !written.has(node.text)) put("variables", node.text, values.at(node.text));
      continue;
    }
    const { namespace, name } = node;
    if (namespace === undefined) {
      const field = profileFields[name.text];
      if (field === "time_zone") put("user", field, random.pick(timeZones));
      else if (field) put("user", field, values.text());
    } else if (namespaces.has(namespace.text)) {
      const value = values.at(`${namespace.text}.\${${name.text}}`);
      put(namespace.text, name.text, isCutShort(namespace.text) ? cut(value) : value);
    }
  }
  const { user, event_properties, custom_attribute, ...rest } = Object.fromEntries(hashes);
  const event = hash([
    ["name", "Event"],
    ["properties", hash(event_properties)],
  ]);
  const answers = hash([
    ["saved", values.at("saved")],
    ["connected", values.at("connected")],
  ]);
  return jsonOf(
    hash([
      ["now", "2023-12-06T18:20:45Z"],
      ["user", hash([...(user ?? []), ["custom_attributes", hash(custom_attribute)]])],
      ["event", event],
      ["connected_content", answers],
      ["catalog_items", catalogItems],
      ...Object.entries(rest),
    ]),
  );
}

/** Braze cuts the texts of properties and attributes short. */
function cut(value: Value): Value {
  if (typeof value === "string") return [...value].slice(0, longestText).join("");
  if (isArray(value)) return value.map(cut);
  return isHash(value) ? new Map([...value].map(([name, one]) => [name, cut(one)])) : value;
}

const timeZones = ["UTC", "America/New_York", "Europe/Berlin", "Eastern Time (US & Canada)"];

const namespaces = new Set([
  "event_properties",
  "custom_attribute",
  "api_trigger_properties",
  "context",
  "canvas_entry_properties",
]);

const profileFields: Readonly<Record<string, string>> = {
  user_id: "external_id",
  email_address: "email",
  phone_number: "phone",
  time_zone: "time_zone",
  first_name: "first_name",
  last_name: "last_name",
};

/** What a template compares with is what guards open for; numbers a little beside it too. */
export function literalsOf(template: Template): Value[] {
  return nodesOf(template.nodes, "literal").flatMap(({ value }): Value[] => {
    if (typeof value === "string") return [value];
    return typeof value === "number" ? [value, value + 1, value - 1] : [];
  });
}

/** JSON that keeps floats apart from integers, and holds integers of any length. */
export function jsonOf(value: Value): string {
  if (isHash(value))
    return `{${[...value].map(([name, one]) => `${JSON.stringify(name)}:${jsonOf(one)}`).join(",")}}`;
  if (isArray(value)) return `[${value.map(jsonOf).join(",")}]`;
  if (isFloat(value)) return floatText(value.value);
  if (isTime(value)) return `{"$time":"${strftime(value, "%Y-%m-%dT%H:%M:%S.%LZ")}"}`;
  return typeof value === "bigint" ? String(value) : JSON.stringify(value);
}
