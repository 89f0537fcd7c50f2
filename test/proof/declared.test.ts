import { expect, test } from "vitest";
import {
  type Declared,
  type DeclaredType,
  type DeclaredValue,
  dataKey,
  dataOf,
  eachItem,
} from "../../src/braze/data.js";
import { departures } from "../../src/braze/fixture/departures.js";
import { fixtureFrom } from "../../src/braze/fixture/from-object.js";
import { scopeOf } from "../../src/braze/fixture/scope-of.js";
import { parseTemplate } from "../../src/braze/liquid.js";
import { proveTemplate } from "../../src/proof/prove.js";
import { drawsFor, sized } from "../support/depth.js";
import type { Random } from "../support/random.js";
import { breaks } from "./breaks.js";

type Said = Partial<Pick<Declared, "type" | "values" | "maxLength" | "required" | "path">>;

const of = (name: string, said: Said = {}, namespace = "event_properties"): Declared => ({
  root: { namespace, name },
  path: [],
  source: name,
  type: undefined,
  values: undefined,
  maxLength: undefined,
  required: false,
  ...said,
});
const attribute = (name: string, said: Said) => of(name, said, "custom_attribute");

const proofOf = (text: string, ...declared: readonly Declared[]) =>
  proveTemplate({ name: "t.liquid", text }, { data: dataOf(declared) });

test.each<[what: string, text: string, declared: readonly Declared[]]>([
  [
    "a number that is always there",
    '{"q": {{event_properties.${q}}}}',
    [of("q", { type: "integer", required: true })],
  ],
  [
    "a list of words",
    '{"t": "{{custom_attribute.${t}}}"}',
    [attribute("t", { type: "string", values: ["gold", "silver"] })],
  ],
  [
    "a case over all of them",
    '{"t": {% case custom_attribute.${t} %}{% when "gold" %}1{% when "silver" %}2{% endcase %}}',
    [attribute("t", { type: "string", values: ["gold", "silver"], required: true })],
  ],
  [
    "a string that is not a Time",
    '{"c": {% if custom_attribute.${c} != blank %}"{{custom_attribute.${c} | json_escape}}"{% else %}null{% endif %}}',
    [attribute("c", { type: "string" })],
  ],
  ["a URL", '{"u": "{{event_properties.${u}}}"}', [of("u", { type: "url" })]],
  [
    "a date",
    '{"at": {{event_properties.${d} | date: "%s"}}, "day": "{{event_properties.${d} | date: "%F"}}"}',
    [of("d", { type: "datetime", required: true })],
  ],
  ["a boolean", '{"b": {{event_properties.${b}}}}', [of("b", { type: "boolean", required: true })]],
  [
    "an order that only numbers have",
    '{"q": {% if custom_attribute.${q} > 3 %}1{% else %}2{% endif %}}',
    [attribute("q", { type: "number", required: true })],
  ],
  [
    "members of each item",
    '[{% for i in event_properties.${l} %}{"s": "{{ i.s }}", "n": {{ i.n }}}{% unless forloop.last %},{% endunless %}{% endfor %}]',
    [
      of("l", { type: "array" }),
      of("l", { path: [eachItem, "s"], type: "string", values: ["a", "b"] }),
      of("l", { path: [eachItem, "n"], type: "number", required: true }),
    ],
  ],
  [
    "a list that is joined",
    '{"l": "{{ event_properties.${l} | join: \',\' }}"}',
    [of("l", { type: "array" }), of("l", { path: [eachItem], type: "integer" })],
  ],
  [
    "members of each item that `map` takes",
    "{\"s\": \"{{ event_properties.${l} | map: 's' | join: ', ' }}\", \"n\": [{% assign n = event_properties.${l} | map: 'n' %}{% for i in n %}{{ i }}{% unless forloop.last %},{% endunless %}{% endfor %}]}",
    [
      of("l", { type: "array" }),
      of("l", { path: [eachItem, "s"], type: "string", values: ["a", "b"] }),
      of("l", { path: [eachItem, "n"], type: "number", required: true }),
    ],
  ],
  [
    "members of the first item that a filter leaves",
    '{% assign i = event_properties.${l} | where: "s", "a" | last %}{"s": "{{ i.s }}", "t": "{{ event_properties.${l}.first.s }}"}',
    [of("l", { type: "array" }), of("l", { path: [eachItem, "s"], type: "string", values: ["a", "b"] })],
  ],
  [
    "a member that a filter takes",
    '{"c": "{{event_properties.${a} | property_accessor: \'city\'}}"}',
    [of("a", { type: "object" }), of("a", { path: ["city"], type: "string", values: ["Rome"] })],
  ],
  [
    "members of an object",
    '{"c": "{{event_properties.${a}.city}}", "z": {{event_properties.${a}.zip}}}',
    [
      of("a", { type: "object" }),
      of("a", { path: ["city"], type: "string", values: ["Rome"] }),
      of("a", { path: ["zip"], type: "integer", required: true }),
    ],
  ],
])("what is declared settles it: %s", (_what, text, declared) => {
  expect(proofOf(text).verdict).not.toBe("proven");
  expect(proofOf(text, ...declared)).toMatchObject({ verdict: "proven", diagnostics: [] });
});

test.each<[what: string, text: string, verdict: string, declared: readonly Declared[]]>([
  ["what may be missing", '{"q": {{event_properties.${q}}}}', "refuted", [of("q", { type: "integer" })]],
  [
    "a word with a quote",
    '{"t": "{{event_properties.${t}}}"}',
    "refuted",
    [of("t", { type: "string", values: ['go"ld'] })],
  ],
  [
    "a short text",
    '{"t": "{{event_properties.${t}}}"}',
    "refuted",
    [of("t", { type: "string", maxLength: 1 })],
  ],
  [
    "a string in the place of a value",
    '{"t": {{event_properties.${t}}}}',
    "refuted",
    [of("t", { required: true })],
  ],
  ["another name", '{"t": "{{event_properties.${t}}}"}', "refuted", [attribute("t", { type: "integer" })]],
  [
    "another member",
    '{"t": "{{event_properties.${t}.a}}"}',
    "refuted",
    [of("t", { path: ["b"], type: "integer" })],
  ],
  [
    "a member that nobody has declared",
    '{"q": "{{ event_properties.${l} | map: \'q\' | first }}"}',
    "refuted",
    [of("l", { type: "array" }), of("l", { path: [eachItem, "s"], type: "string", values: ["a"] })],
  ],
  [
    "a member that may be missing",
    "{\"n\": {{ event_properties.${l} | map: 'n' | first }}}",
    "refuted",
    [of("l", { type: "array" }), of("l", { path: [eachItem, "n"], type: "integer" })],
  ],
  [
    "what Braze may hand on as text",
    '{"q": {% if event_properties.${q} > 3 %}1{% else %}2{% endif %}}',
    "conditional",
    [of("q", { type: "integer", required: true })],
  ],
])(
  "what is declared does not settle %s, and who shows it is as declared",
  (_what, text, verdict, declared) => {
    const proof = proofOf(text, ...declared);
    expect(proof.verdict).toBe(verdict);
    if (proof.witness) expect(departing(text, proof.witness, declared)).toEqual([]);
  },
);

test("what Braze may hand on as text is an assumption", () => {
  const text = '{"q": {% if event_properties.${q} > 3 %}1{% else %}2{% endif %}}';
  const { conditions } = proofOf(text, of("q", { type: "integer", required: true }));
  expect(conditions).toMatchObject([
    {
      name: "event_properties.${q}",
      assumption: "event-properties=typed",
      witness: { event: { properties: { q: "42" } } },
    },
  ]);
});

function departing(text: string, user: unknown, declared: readonly Declared[]): readonly unknown[] {
  const scope = scopeOf(fixtureFrom(JSON.stringify(user)).fixture!, { clock: () => new Date(0) });
  const read = new Set(
    [...text.matchAll(/(\w+)\.\$\{(\w+)\}/g)].map(([, namespace, name]) =>
      dataKey({ namespace, name: name! }, []),
    ),
  );
  return departures(scope, dataOf(declared), (root) => read.has(dataKey(root, [])));
}

const examples: Record<DeclaredType, readonly unknown[]> = {
  string: ['Bo\'s "Deli"', "a\nb", "", " ", "42", "\\", "{}", "true", "🎉", "x".repeat(255)],
  number: [0, -1, 7, 1.5, 1e20, 1e300, -0.25, 123456789012345],
  integer: [0, -1, 7, 123456789012345],
  boolean: [true, false],
  datetime: ["2024-05-01", "2024-01-10T00:00:00Z", "0001-12-31", "2023-12-06T19:20:45.123+01:00"],
  url: ["https://www.example.com/ä?b={1}&c='2'", "x"],
  array: [[], ["a"], ['a"b', 1, null], [{ m: 'q"q' }]],
  object: [{}, { m: 1 }, { m: 'q"q' }],
  json: ['a"b', 7, null, [1], { a: null }],
};

const shapes = [
  '{"a": @}',
  '{"a": "@"}',
  '{"a": {% if X != blank %}"@"{% else %}null{% endif %}}',
  '{"a": {% if X > 3 %}1{% else %}@{% endif %}}',
  '{"a": {% if X == true %}1{% elsif X == false %}2{% endif %}}',
  '{"a": {% case X %}{% when "gold" %}1{% when 7 %}@{% else %}0{% endcase %}}',
  '{"a": [{% for i in X %}"{{ i.m }}{{ i }}"{% unless forloop.last %},{% endunless %}{% endfor %}]}',
];
const filters = [
  "",
  " | json_escape",
  " | plus: 0",
  ' | date: "%s"',
  " | append: ''",
  " | slice: 0, 2",
  " | size",
  " | as_json_string",
  " | first",
];

/** What Braze may make of what was sent. */
const assumptions: readonly Record<string, string>[] = [
  {},
  { "event-properties": "string" },
  { dates: "time" },
];

function drawn(random: Random): { declared: Declared; values: readonly unknown[] } {
  const type = random.pick(Object.keys(examples) as DeclaredType[]);
  const scalars = examples[type].filter((one): one is DeclaredValue => typeof one !== "object");
  const listed = random.chance(0.3) && ["string", "number", "integer", "boolean"].includes(type);
  const values = listed ? scalars.filter(() => random.chance(0.5)) : [];
  const required = random.chance(0.5);
  const maxLength = type === "string" && random.chance(0.3) ? random.pick([1, 3, 40]) : undefined;
  const said = { type, required, maxLength, values: values.length > 0 ? values : undefined };
  const held = (values.length > 0 ? values : examples[type]).map((one) =>
    typeof one === "string" && maxLength !== undefined ? [...one].slice(0, maxLength).join("") : one,
  );
  return {
    declared: of("x", said, random.pick(["event_properties", "custom_attribute"])),
    values: [...held, ...(required ? [] : [null])],
  };
}

test("nobody whose data is as declared breaks what is proven for them", () => {
  const random = drawsFor(17);
  const verdicts = new Map<string, number>();
  for (let run = 0; run < sized(80, 1000); run++) {
    const { declared, values } = drawn(random);
    const { namespace, name } = declared.root;
    const written = `${namespace}.\${${name}}`;
    const text = random
      .pick(shapes)
      .replaceAll("@", `{{${written}${random.pick(filters)}}}`)
      .replaceAll("X", written);
    const { verdict, witness } = proofOf(text, declared);
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    if (witness) expect(departing(text, witness, [declared]), text).toEqual([]);
    if (verdict !== "proven") continue;
    for (const value of values) {
      const user =
        namespace === "custom_attribute"
          ? { user: { custom_attributes: { x: value } } }
          : { event: { name: "Seen", properties: { x: value } } };
      if (departing(text, user, [declared]).length > 0) continue;
      const template = parseTemplate({ name: "t.liquid", text });
      for (const assume of assumptions)
        expect(breaks(template, user, assume), JSON.stringify([text, declared, value, assume])).toBe(false);
    }
  }
  expect(verdicts.get("proven")).toBeGreaterThan(20);
  expect(verdicts.get("refuted")).toBeGreaterThan(20);
});

test("a condition that a type can settle says what to write, and then it is settled", () => {
  const text =
    '{"c": {% if event_properties.${coupon} != blank %}"{{event_properties.${coupon} | json_escape}}"{% else %}null{% endif %}}';
  const { verdict, diagnostics } = proofOf(text);
  expect(verdict).toBe("conditional");
  expect(diagnostics[0]!.notes.map(({ message }) => message)).toContain(
    "If nobody sends it, say so in mi-braze.yaml: data: {event_property.coupon: string} (docs/config.md#data).",
  );
  expect(proofOf(text, of("coupon", { type: "string" })).verdict).toBe("proven");
  const long = '{"n": {{context.${n} | plus: 0}}}';
  expect(proofOf(long).diagnostics[0]!.notes.some(({ message }) => message.includes("data:"))).toBe(false);
});
