import type { Attack } from "../attack.js";

const each = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join("");

/** What half a kilobyte of Liquid, or a long flat file, may ask for. */
const bodies: readonly (readonly [kind: string, variant: string, body: string])[] = [
  ...[16, 24, 60].map((n) => ["values that double", `${n} times`, grown("append: s", n)] as const),
  [
    "values that double",
    "of data",
    `{% assign s = {{custom_attribute.\${x}}} %}${"{% assign s = s | append: s %}".repeat(60)}{"a":"{{s}}"}`,
  ],
  ["values that grow", "replace", grown('replace: "a","aaaaaaaaaa"', 7)],
  ["values that grow", "json_escape", `{% assign s='"""""' ${"| json_escape".repeat(40)} %}{"a":"{{s}}"}`],
  ["values that grow", "base64_encode", `{% assign s="x" ${"| base64_encode".repeat(60)} %}{"a":"{{s}}"}`],
  [
    "values that grow",
    "times",
    `{% assign n = 99999999999 %}{% assign m = 9 ${"| times: n".repeat(30)} %}{"a":"{{m}}"}`,
  ],
  [
    "loops in loops",
    "10 deep",
    `{"a":"${"{% for i in (1..1000) %}".repeat(10)}x${"{% endfor %}".repeat(10)}"}`,
  ],
  ...[
    "http://" + ":".repeat(200_000),
    "eyJ-".repeat(100_000),
    "https://hooks.slack.com/services/".repeat(20_000),
  ].map((text) => ["search for credentials", text.slice(0, 12), `{"a":"${text}"}`] as const),
  ["flat markup", "5,000 filters", `{"a":"{{ a${" | upcase".repeat(5000)} }}"}`],
  ["flat markup", "4,000 operands of and", `{"a":1{% if a${" and a".repeat(4000)} %}{% endif %}}`],
  ["flat markup", "4,000 operands of or", `{"a":1{% unless a${" or b".repeat(4000)} %}{% endunless %}}`],
  [
    "flat markup",
    "4,000 elsif",
    `{"a":{% if a == 1 %}1${each(4000, (i) => `{% elsif a == ${i} %}${i}`)}{% endif %}}`,
  ],
  ["flat markup", "30,000 elsif", `{% if a %}1${"{% elsif a %}".repeat(30_000)}{% endif %}{}`],
  ["flat markup", "4,000 when", `{"a":{% case a %}${each(4000, (i) => `{% when ${i} %}${i}`)}{% endcase %}}`],
  ["flat markup", "20,000 arguments", `{"a":"{{ a | append: 1${", 1".repeat(20_000)} }}"}`],
  ["flat markup", "4,000 indexes", `{"a":"{{ a${"[0]".repeat(4000)} }}"}`],
  ["flat markup", "4,000 members of members", `{"a":"{{ a${".b".repeat(4000)} }}"}`],
  ["flat markup", "a cycle of 4,000", `{"a":"{% cycle ${each(4000, (i) => `"a${i}",`)}"z" %}"}`],
  ...["{{", "{%", "{{${", "<!-- ", "{% raw %}", "{% comment %}", "{% capture x %}", "{{ '", "{% if a %}"].map(
    (text) => ["never closed", text, `{"a":"${text.repeat(Math.floor(400_000 / text.length))}"}`] as const,
  ),
  ...["(", "[", "${", '"'].map(
    (text) => ["never closed in markup", text, `{"a":"{{ a ${text.repeat(20_000)} }}"}`] as const,
  ),
  [
    "many variables",
    "5,000, each read",
    `${each(5000, (i) => `{% assign v${i} = ${i} %}`)}{"a":[${each(5000, (i) => `{{v${i}}},`)}0]}`,
  ],
  [
    "many variables",
    "3,000 of data",
    `${each(3000, (i) => `{% assign v${i} = {{custom_attribute.\${x${i}}}} %}`)}{"a":[${each(3000, (i) => `"{{v${i} | json_escape}}",`)}0]}`,
  ],
  ["many members", "20,000", `{${each(20_000, (i) => `"a${i}":1,`)}"z":1}`],
  [
    "many members",
    "1,000 optional",
    `{"a":1${each(1000, (i) => `{% if x${i} %},"k${i}":"{{x${i} | json_escape}}"{% endif %}`)}}`,
  ],
  ["many tags", "40,000 if", `{"a":"${"{% if a %}{% endif %}".repeat(40_000)}"}`],
  ...(
    [
      ["asked", (i: number) => `https://a.example/${i} :save v${i}`, () => ""],
      ["printed", (i: number) => `https://a.example/${i} :save v${i}`, (i: number) => `{{v${i}.a}}`],
      ["never saved", () => "https://a.example/x", () => ""],
      ["one name", () => "https://a.example/{{${user_id}}} :save v", () => "{{v.a | json_escape}}"],
    ] as const
  ).map(
    ([variant, call, then]) =>
      [
        "many calls",
        `2,000, ${variant}`,
        `${each(2000, (i) => `{% connected_content ${call(i)} %}${then(i)}`)}{"a":1}`,
      ] as const,
  ),
  ["many tags", "20,000 Content Blocks", `{"a":"${"{{content_blocks.${x}}}".repeat(20_000)}"}`],
  [
    "names of every object",
    "all",
    ["constructor", "__proto__", "toString"]
      .map((name) => `{{${name}}}{{\${${name}}}}{{${name}.\${x}}}`)
      .join(""),
  ],
  ["deep JSON", "50,000 arrays", "[".repeat(50_000)],
];

function grown(filter: string, times: number): string {
  return `{% assign s="aaaaaaaaaaaaaaaa" %}${`{% assign s = s | ${filter} %}`.repeat(times)}{"a":"{{s}}"}`;
}

const faults: readonly (readonly [variant: string, body: string])[] = [
  ["500 bare words", `{${each(500, (i) => `a${i}:b,`)}}`],
  ["200 texts that are not escaped", `{${each(200, (i) => `"a${i}":"{{x${i}}}",`)}"z":1}`],
  ["400 missing commas", `{${each(400, (i) => `"a${i}":1 `)}}`],
  ["400 commas too many", `[${each(400, () => "[1,],")}0]`],
  ["20,000 line breaks", `{"a":"${"x\n".repeat(20_000)}"}`],
  ["1,000 names without braces", `{"a":"${"{{user_id}} ".repeat(1000)}"}`],
  ["500 broken escapes", `{"a":"${"\\x".repeat(500)}"}`],
];

const argvs = {
  lint: ["lint", "a.liquid"],
  fix: ["lint", "a.liquid", "--fix", "--dry-run"],
  preview: ["preview", "--template", "a.liquid", "-u", "u.json"],
} as const;

/** The watchdog would hide that a bound is missing. */
const notLate = ({ stdout, stderr }: { stdout: string; stderr: string }) => {
  if (/MI007|MI008/.test(stdout + stderr)) throw new Error((stdout + stderr).slice(0, 600));
};

const attack = (command: keyof typeof argvs, kind: string, variant: string, body: string): Attack => ({
  kind: `${kind}, ${command}`,
  variant,
  files: { "a.liquid": body, "u.json": '{"user": {"external_id": "u"}}' },
  argv: argvs[command],
  // A body that is given up says so, with the place.
  saysLimit: /too complex to prove from here on/,
  holds: notLate,
});

const beside: Attack = {
  kind: "a bad file among others",
  variant: "the others are read",
  files: {
    "many/a.liquid": `{"a": {{constructor}}, "b": {{\${__proto__}}}}`,
    "many/b.liquid": "{% if a %}".repeat(90_000),
    "many/c.liquid": new Uint8Array([0xff, 0xfe, 0]),
    "many/z.liquid": '{"a":{{x}}}',
  },
  argv: ["lint", "many"],
  holds: ({ stderr }) => {
    if (!stderr.includes("z.liquid")) throw new Error(stderr.slice(0, 600));
  },
};

export const templates: readonly Attack[] = [
  ...bodies.map(([kind, variant, body]) => attack("lint", kind, variant, body)),
  // Rendering has limits of its own: each third template shows that they hold.
  ...bodies
    .filter((_, index) => index % 3 === 0)
    .map(([kind, variant, body]) => attack("preview", kind, variant, body)),
  ...faults.map(([variant, body]) => attack("fix", "many faults", variant, body)),
  beside,
];
