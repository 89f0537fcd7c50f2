import fc from "fast-check";
import { createFixture } from "fs-fixture";
import { test } from "vitest";
import { main } from "../../src/main.js";
import { sized } from "../support/depth.js";
import { testHost } from "../support/host.js";

/** Text as people and programs write it: any Unicode, and what YAML, JSON and Liquid trip over. */
const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(
    "- item",
    "key: value",
    "# comment",
    "'single' \"double\"",
    "{{ liquid }}",
    "{% endcomment %}",
    "null",
    "~",
    "1e3",
    "2023-12-06",
    "line\nbreak",
    "tab\there",
    "\u0085\u2028\ufeff",
    "👩‍👩‍👧",
    "*alias",
    "&anchor",
    "!tag",
    "@at",
    "%directive",
    "a\\b",
    "@schema",
    "$&",
  ),
);
/** U+FFFD is what text that is not UTF-8 is read as, so no config takes it. */
const shown = text.filter((value) => value.trim() !== "" && !/[\0\ufffd]/.test(value));
const name = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom("id", "title", "price", "url", "size", "first", "items", "properties", "type"),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "time",
      "event_name",
      "__proto__",
      "constructor",
      "",
      'a"b',
      "a{b}",
      "a.b",
      "$x",
    ),
  },
  { weight: 1, arbitrary: text },
);
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(
      text,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constantFrom(null, "2023-12-06T19:20:45Z", "https://www.example.com/a", "42.50", " "),
    ),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(name, tie("value"), { maxKeys: 4 }),
  ),
})).value;

async function runs(args: string[], stdin = ""): Promise<string> {
  const fixture = await createFixture({});
  try {
    for (const argv of [["init", ...args], ["verify"]]) {
      const host = testHost({ cwd: fixture.path, stdin });
      const exitCode = await main(argv, host);
      if (exitCode === 0) continue;
      const files = await fixture.readFile("mi-braze.yaml", "utf8").catch(() => "(no config)");
      return `${argv.join(" ")} ended with ${exitCode}:\n${host.out()}${host.err()}\n${files}`;
    }
    return "";
  } finally {
    await fixture.rm();
  }
}

const clean = (outcome: string) => {
  if (outcome !== "") throw new Error(outcome);
};

test("any brand and event text gives a config that loads and fixtures that verify", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(shown, fc.constant("")), shown, shown, async (brand, trigger, event) => {
      clean(
        await runs([
          `--brand=${brand}`,
          `--trigger=${trigger}`,
          `--event=${event}`,
          "--anonymous-id=braze_id",
        ]),
      );
    }),
    { numRuns: sized(8, 400) },
  );
});

test("any sample event gives a config that loads and fixtures that verify", async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, json, { maxKeys: 6 }), shown, async (properties, event) => {
      clean(await runs(["--from-event", "-"], JSON.stringify({ name: event, properties })));
    }),
    { numRuns: sized(12, 800) },
  );
});
