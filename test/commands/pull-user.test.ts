import { expect, test } from "vitest";
import { redacted } from "../../src/pull/redact.js";
import { brazeProject } from "../support/braze-project.js";

const ada = {
  external_id: "customer-1042",
  braze_id: "64f1c0ffee0ddba11cafe042",
  email: "ada.lovelace@mail.example",
  phone: "+44 20 7946 0958",
  first_name: "Ada",
  time_zone: "Europe/London",
  custom_attributes: {
    card: 4815162342,
    tier: "gold",
    secret_note: "likes tea",
    mail: "ada.lovelace@mail.example",
    points: 12,
  },
};

async function pulled(...args: string[]) {
  const { there, run, folder, config } = await brazeProject({ braze: "" });
  const properties = [
    "card: {type: integer, from: custom_attribute.card}",
    "tier: {type: string, from: custom_attribute.tier}",
  ];
  const more = [
    ...properties,
    "mail: {type: string, from: custom_attribute.mail}",
    "to: {type: string, from: email_address}",
    "points: {type: integer, from: custom_attribute.points}",
  ];
  await folder.writeFile("mi-braze.yaml", config.replace("title: string", more.join(", ")));
  there.users = [ada];
  return { there, ...(await run(["pull-user", ...args])) };
}

test("one profile with what the bodies read, and nothing that tells who it is", async () => {
  const { exitCode, out, err, there } = await pulled("--external-id", "customer-1042");
  expect(exitCode).toBe(0);
  const { user } = JSON.parse(out);
  expect(Object.keys(user).sort()).toEqual([
    "braze_id",
    "custom_attributes",
    "email",
    "external_id",
    "time_zone",
  ]);
  expect(there.asked[0]!.body.fields_to_export).not.toContain("first_name");
  expect(Object.keys(user.custom_attributes).sort()).toEqual(["card", "mail", "points", "tier"]);
  expect(user.external_id).toMatch(/^[a-z]{8}-[1-9]\d{3}$/);
  expect(user.email).toMatch(/^[a-z]{3}\.[a-z]{8}@example\.com$/);
  expect(user.custom_attributes.mail).toBe(user.email);
  expect(String(user.custom_attributes.card)).toMatch(/^\d{10}$/);
  expect([user.time_zone, user.custom_attributes.points]).toEqual(["Europe/London", 12]);
  for (const own of ["customer", "1042", "lovelace", "4815162342", "gold", "64f1c0ffee"])
    expect(out + err).not.toContain(own);
  expect(err).toContain("Replaced by stand-ins: external_id, braze_id, email, custom_attributes.card");
});

test.for([
  ["--email", ada.email],
  ["--braze-id", ada.braze_id],
])("by %s, the same stand-ins each time", async (args) => {
  const [one, other] = [await pulled(...args), await pulled("--external-id", "customer-1042")];
  expect([one.exitCode, one.out]).toEqual([0, other.out]);
});

test("as it is, when that is asked for", async () => {
  const { out, err } = await pulled("--external-id", "customer-1042", "--no-redact");
  expect(JSON.parse(out).user).toMatchObject({ email: ada.email, custom_attributes: { card: 4815162342 } });
  expect(err).toContain("Keep it out of Git");
});

test("nobody, and nobody said", async () => {
  const nobody = await pulled("--external-id", "customer-9");
  expect([nobody.exitCode, nobody.out]).toEqual([1, ""]);
  expect((await pulled()).exitCode).toBe(2);
  expect((await pulled("--email", "a@b.example", "--braze-id", "c")).exitCode).toBe(2);
});

/** A template, an attribute, and what becomes of it. */
const comparing: readonly (readonly [template: string, value: unknown, kept: RegExp])[] = [
  ["{% if {{custom_attribute.${a}}} == 'gold' %}x{% endif %}", "gold", /^"gold"$/],
  [
    "{% assign t = {{custom_attribute.${a}}} | downcase %}{% if t != 'gold' %}x{% endif %}",
    "Gold",
    /^"Gold"$/,
  ],
  ["{% case custom_attribute.${a} %}{% when 'gold', 'silver' %}x{% endcase %}", "silver", /^"silver"$/],
  ["{% if custom_attribute.${a} == 'gold' %}x{% endif %}", "tin", /^"(?!tin)[a-z]{3}"$/],
  [
    "{% if custom_attribute.${a} contains '-VIP-' %}x{% endif %}",
    "Ada-VIP-7",
    /^"(?!Ada)[A-Z][a-z]{2}-VIP-\d"$/,
  ],
  [
    "{% if custom_attribute.${a} contains 'shoes' %}x{% endif %}",
    ["shoes", "hats"],
    /^\["shoes","(?!hats)[a-z]{4}"\]$/,
  ],
  ["{% if custom_attribute.${a} > 250000 %}x{% endif %}", 312345, /^(2[5-9]|[3-9]\d)\d{4}$/],
  ["{% if custom_attribute.${a} <= 250000 %}x{% endif %}", 112345, /^(1\d|2[0-4])\d{4}$|^250000$/],
  ["{% if custom_attribute.${a} == 4815162342 %}x{% endif %}", 4815162342, /^4815162342$/],
  ["{{custom_attribute.${a}}}{% assign x = 'gold' %}", "gold", /^"(?!gold)[a-z]{4}"$/],
];

test.for(comparing)("for %s, %j comes out alike", async ([template, value, kept]) => {
  const { there, run, folder, config } = await brazeProject({ braze: "" });
  await folder.writeFile(
    "mi-braze.yaml",
    config.replace(/movable_ink:.*\n/, "").replace(/identity:[\s\S]*/, ""),
  );
  await folder.writeFile("hook.liquid", template);
  there.users = [{ external_id: "u", first_name: "Ada", custom_attributes: { a: value, b: "other" } }];
  const { exitCode, out } = await run(["pull-user", "--external-id", "u", "hook.liquid"]);
  expect(exitCode).toBe(0);
  expect(JSON.stringify(JSON.parse(out).user.custom_attributes.a)).toMatch(kept);
  expect(there.asked[0]!.body.fields_to_export).toEqual(["external_id", "braze_id", "custom_attributes"]);
});

test("nothing is asked for that only a comment, or text that is printed as it is, speaks of", async () => {
  const { there, run, folder } = await brazeProject({ braze: "" });
  const names = ["${last_name}", "${phone_number}", "${gender}", "custom_attribute.${old}"];
  await folder.writeFile(
    "hook.liquid",
    `{% comment %}{{${"${last_name}"}}} {% comment %}${names[1]}{% endcomment %}{% endcomment %}{%# ${names[2]} %}
{%- raw %}{{${names[3]}}}{% endraw %}{% if true %}{% comment %}{{${names[3]}}}{% endcomment %}{{${"${first_name}"}}}{% endif %}{{ broken`,
  );
  there.users = [{ external_id: "u", first_name: "Ada" }];
  await run(["pull-user", "--external-id", "u", "hook.liquid"]);
  expect(there.asked[0]!.body.fields_to_export).toEqual(["external_id", "braze_id", "first_name"]);
});

test("without a template there is nothing to tell what is needed, and nothing is asked", async () => {
  const { there, run, folder, config } = await brazeProject({ braze: "" });
  await folder.writeFile(
    "mi-braze.yaml",
    config.replace(/movable_ink:.*\n/, "").replace(/identity:[\s\S]*/, ""),
  );
  const { exitCode, err } = await run(["pull-user", "--external-id", "u"]);
  expect([exitCode, err]).toEqual([2, expect.stringContaining("hooks/order.liquid")]);
  expect((await run(["pull-user", "--external-id", "u", "none.liquid"])).exitCode).toBe(3);
  expect(there.asked).toEqual([]);
});

test("stand-ins keep their kind, differ by key, and dates are dates", () => {
  const user = {
    dob: "1815-12-10",
    seen: "2024-05-14T09:00:00Z",
    name: "Łukasz Ó Briain",
    nested: [{ zip: "SW1A 1AA" }],
    yes: true,
    none: null,
  };
  const { user: shown } = redacted(user, "k1");
  expect(shown.dob).toMatch(/^19\d\d-(0[1-9]|1[0-2])-([01]\d|2[0-8])$/);
  expect(shown.seen).toMatch(/^19\d\d-\d\d-\d\dT09:00:00Z$/);
  expect(shown.name).toMatch(/^[A-Z][a-z]{5} [A-Z] [A-Z][a-z]{5}$/);
  expect((shown.nested as [{ zip: string }])[0].zip).toMatch(/^[A-Z]{2}\d[A-Z] \d[A-Z]{2}$/);
  expect([shown.yes, shown.none]).toEqual([true, null]);
  expect(redacted(user, "k1").user).toEqual(shown);
  expect(redacted(user, "k2").user).not.toEqual(shown);
});
