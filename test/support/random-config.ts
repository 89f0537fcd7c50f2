import { stringify } from "yaml";
import type { Random } from "./random.js";

const names = [
  "id",
  "title",
  "size",
  "first",
  "Zip Code",
  "preis.netto",
  "it's",
  "cost$",
  "price [EUR]",
  "ключ",
  "user_id",
  "comma",
  "a-b",
  "0",
  "kind",
  "nil",
  "100%",
];
const scalars = ["string", "number", "integer", "boolean", "datetime", "url"];
const defaults: Record<string, unknown> = {
  string: 'O\'Neil "x" {{ y }} %}',
  number: 1.5,
  integer: 3,
  boolean: false,
  datetime: "2024-01-01",
  url: "https://example.com/",
};

type Definition = string | { [key: string]: unknown };

function property(random: Random, depth: number, inItem: boolean): Definition {
  if (random.chance(0.05)) return { value: random.pick(["web", 1.5, true, [1, "%}"], { a: null }]) };
  const kind = random.below(depth > 0 ? 10 : 7);
  if (kind < 6) {
    const type = random.pick(scalars);
    if (random.chance(0.4)) return type;
    const definition: { [key: string]: unknown } = { type };
    if (random.chance(0.2)) definition.required = true;
    else if (random.chance(0.3)) definition.default = defaults[type];
    if (inItem && random.chance(0.2))
      definition.from = random.pick(["item.id", 'item."a b"', "item.kind.size", "item.rows[1].first"]);
    if (!inItem && random.chance(0.3))
      definition.from = random.pick([
        "custom_attribute.plan",
        'event_property."a b".c[0]',
        "event_property.list[1].size",
        'event_property."it\'s $5".size',
        "custom_attribute.list[0]",
        "device_id",
        "now",
        "braze_id",
        "api_trigger_property.x",
        "canvas_entry_property.cart[0].sku",
        "context.a-b",
      ]);
    return changed(definition, type, inItem, random);
  }
  if (kind === 6) return "json";
  if (kind === 7)
    return {
      type: "object",
      properties: random.chance(0.4)
        ? named(properties(random, depth - 1, inItem), inItem, random)
        : properties(random, depth - 1, true),
      ...(random.chance(0.2) ? { required: true } : {}),
    };
  const whole = {
    id: {
      type: random.pick(["string", "url"]),
      from: "item",
      ...(random.chance(0.3) ? { required: true } : {}),
    },
    source: { value: "list" },
  };
  const items = random.chance(0.3)
    ? random.pick([...scalars, "json"])
    : random.chance(0.2)
      ? whole
      : properties(random, depth - 1, true);
  const cut = {
    ...(random.chance(0.3) && (items === "string" || items === "url" || items === whole)
      ? { split: random.pick([",", "it's", " - "]) }
      : {}),
    ...(random.chance(0.3) ? { take: random.pick([1, 3]) } : {}),
  };
  if (typeof items === "object" && items !== whole && random.chance(inItem ? 0.06 : 0.12))
    Object.assign(cut, {
      where: Object.fromEntries(
        [random.pick(["id", "title", "kind", '"a b".c']), "comma"]
          .slice(random.below(2))
          .map((name) => [
            name,
            random.pick(["present", "absent", true, ["some text", 42, false], "some text"]),
          ]),
      ),
    });
  const skip = typeof items === "string" || random.chance(0.5) ? {} : { on_missing: "skip" };
  return { type: "array", items, ...cut, ...skip, ...(random.chance(0.2) ? { required: true } : {}) };
}

/** The same where each says where it comes from, so that an object of them is put together. */
function named(
  definitions: { [name: string]: Definition },
  inItem: boolean,
  random: Random,
): { [name: string]: Definition } {
  const source = () =>
    random.pick(
      inItem
        ? ["item.id", "item.kind.size", "event_property.title", "custom_attribute.plan"]
        : ["event_property.id", "event_property.title", "custom_attribute.plan", "context.a-b"],
    );
  return Object.fromEntries(
    Object.entries(definitions).map(([name, one]): [string, Definition] => {
      if (typeof one === "string") return [name, { type: one, from: source() }];
      return [name, "from" in one || "text" in one || "value" in one ? one : { ...one, from: source() }];
    }),
  );
}

/** Now and then with several sources, codes, and a scale. */
function changed(
  definition: { [key: string]: unknown },
  type: string,
  inItem: boolean,
  random: Random,
): Definition {
  if (typeof definition.from === "string" && random.chance(0.3))
    definition.from = [
      definition.from,
      random.pick(["custom_attribute.plan", "now", "event_property.spare"]),
    ];
  if ((type === "string" || type === "url") && random.chance(0.2)) {
    const { from: _, ...rest } = definition;
    const hole = () =>
      random.pick(
        inItem
          ? ["item.id", "custom_attribute.plan", "now"]
          : ["custom_attribute.plan", 'event_property."a b"', "event_property.spare", "device_id", "now"],
      );
    const text = random.pick(["https://x.example/{A}/it's?q={B}&100%", "{A}", "{A}{B}", "{A} %  {B} "]);
    return { ...rest, text: text.replace("A", hole()).replace("{B}", `{${hole()}}`) };
  }
  if (type === "string" && random.chance(0.1))
    return { ...definition, join: random.pick([", ", "it's", "%"]) };
  const isNumber = type === "number" || type === "integer";
  if (type !== "datetime" && random.chance(0.2)) {
    const [one, other] =
      type === "boolean" ? [true, "false"] : type === "string" ? ["it's", "100%"] : [1, 22];
    definition.map = { M: one, "a b": other, 3: one };
    if (random.chance(0.7))
      definition.else = random.pick(isNumber ? ["leave_out", other] : ["keep", "leave_out", other]);
  }
  if (isNumber && random.chance(0.3)) {
    if (random.chance(0.7)) definition.scale = random.pick([0.01, 1, 0.5, 0.001]);
    if (random.chance(0.7)) definition.round = random.pick([0, 2, 10]);
  }
  return definition;
}

/** What an event must hold or not hold: sources that are often there, and values that are now and then met. */
function preconditions(random: Random): { [source: string]: unknown } {
  const sources = [
    "custom_attribute.plan",
    'event_property."a b"',
    "event_property.title",
    "event_property.list",
    "api_trigger_property.x",
    "context.a-b",
    "email_address",
    "device_id",
  ];
  const values = ["it's", "100%", "true", true, false, 0, 1, -12.5, 42];
  return Object.fromEntries(
    [random.pick(sources), random.pick(sources)].map((source) => [
      source,
      random.pick([
        "present",
        "absent",
        random.pick(values),
        [random.pick(values), random.pick(values)],
        values,
      ]),
    ]),
  );
}

function properties(random: Random, depth: number, inItem: boolean): { [name: string]: Definition } {
  const chosen = names.filter(() => random.chance(0.25));
  return Object.fromEntries(
    (chosen.length > 0 ? chosen : ["id"]).map((name) => [name, property(random, depth, inItem)]),
  );
}

const id = (random: Random, source: string) =>
  random.chance(0.4)
    ? source
    : {
        from: source,
        normalize: random.pick([[], ["strip"], ["strip", "downcase"]]),
        hash: random.pick(["none", "md5", "sha1", "sha256"]),
      };

/** A config without findings, of any shape that the format allows. */
export function randomConfig(random: Random): string {
  const anonymous = random.chance(0.7);
  return stringify({
    version: 1,
    movable_ink: { endpoint: "env:A", authorization: "env:B" },
    identity: {
      audience: anonymous ? random.pick(["known", "known_and_anonymous"]) : "known",
      user_id: id(random, random.pick(["external_id", "custom_attribute.mi_u", "event_property.mi_u"])),
      ...(anonymous
        ? {
            anonymous_id: id(
              random,
              random.pick([
                "email_address",
                "braze_id",
                "phone_number",
                "device_id",
                "custom_attribute.anon",
              ]),
            ),
            track: random.pick(["one", "both"]),
          }
        : {}),
    },
    ...(random.chance(0.6)
      ? { timestamp: { from: random.pick(["now", "event_property.occurred_at", "custom_attribute.at"]) } }
      : {}),
    timezone: {
      from: random.pick(["time_zone", "custom_attribute.tz"]),
      ...(random.chance(0.5) ? { default: "Europe/Paris" } : {}),
    },
    wire: {
      ...(random.chance(0.3) ? { user_id: "userId", properties: "data", event: "event name" } : {}),
      timestamp: random.pick(["milliseconds", "seconds", "iso8601"]),
      ...(random.chance(0.3)
        ? {
            values: { type: { track: "Track" } },
            constants: { source: "braze", version: 2, tags: ["a", { b: null }] },
          }
        : {}),
    },
    campaigns: [
      {
        id: "one",
        event: 'Viewed "it"',
        trigger: random.pick([
          { custom_event: "Viewed" },
          { custom_event: ["Viewed", "Seen"] },
          { purchase: "any" },
          { canvas: "Win back" },
          { api: true },
        ]),
        ...(random.chance(0.15) ? { only_if: preconditions(random) } : {}),
        ...(random.chance(0.3) ? { unless: preconditions(random) } : {}),
        properties: properties(random, 2, false),
      },
      ...(anonymous ? [{ type: "identify", trigger: { custom_event: "Joined" } }] : []),
    ],
  });
}
