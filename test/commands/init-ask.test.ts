import { createFixture } from "fs-fixture";
import { expect, test, vi } from "vitest";
import { parse } from "yaml";
import { main } from "../../src/main.js";
import { type TestHost, testHost } from "../support/host.js";

const enter = "\r";
const down = "\x1b[B";
const interrupt = "\x03";

/** Answers each question as it is drawn: what the question says, then the keys. */
async function answering(
  host: TestHost,
  args: string[],
  answers: [question: RegExp, keys: string][],
): Promise<number> {
  const running = main(["init", ...args], host);
  let seen = 0;
  for (const [question, keys] of answers) {
    await Promise.race([
      waitFor(() => question.test(host.screen().slice(seen)), String(question)),
      running.then((exitCode) => {
        throw new Error(`ended with ${exitCode} before ${question}: ${host.err()}`);
      }),
    ]);
    seen = host.screen().length;
    for (const key of keys.match(/\x1b\[B|[\s\S]/gu) ?? []) {
      host.press(key);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  return running;
}

const waitFor = (condition: () => boolean, what: string): Promise<void> =>
  vi.waitFor(
    () => {
      if (!condition()) throw new Error(`never came: ${what}`);
    },
    { interval: 5, timeout: 120_000 },
  );

async function project(tree: Record<string, string> = {}, env: Record<string, string> = {}) {
  const fixture = await createFixture(tree);
  return { fixture, host: testHost({ cwd: fixture.path, tty: true, env }) };
}

test("asks for everything, and later questions know earlier answers", async () => {
  const { fixture, host } = await project();
  const exitCode = await answering(
    host,
    [],
    [
      [/The brand/, `Acme: Retail${enter}`],
      [/custom event in Braze/, `Cart Viewed${enter}`],
      [/name in Movable Ink[\s\S]*cart_viewed/, enter],
      [/Its properties/, enter],
      [/Whose events/, `${down}${enter}`],
      [/user_id/, `${down}${enter}`],
      [/name of the attribute/, `login name${enter}`],
      [/anonymous_id/, enter],
    ],
  );
  expect(exitCode).toBe(0);
  expect(parse(await fixture.readFile("mi-braze.yaml", "utf8"))).toMatchObject({
    brand: "Acme: Retail",
    identity: {
      audience: "known_and_anonymous",
      user_id: 'custom_attribute."login name"',
      anonymous_id: "braze_id",
    },
    campaigns: [
      { event: "cart_viewed", trigger: { custom_event: "Cart Viewed" }, properties: { id: "string" } },
      { type: "identify", trigger: { custom_event: "Account Created" } },
    ],
  });
  expect(await fixture.exists("fixtures/cart_viewed-anonymous.json")).toBe(true);
  expect(host.out()).not.toContain("brand");
});

test("Enter all the way gives what --yes gives", async () => {
  const asked = await project();
  const questions = [/The brand/, /in Braze/, /in Movable Ink/, /Its properties/, /Whose/, /user_id/];
  expect(
    await answering(
      asked.host,
      [],
      questions.map((question) => [question, enter]),
    ),
  ).toBe(0);
  const silent = await project();
  expect(await main(["init", "--yes"], silent.host)).toBe(0);
  expect(silent.host.screen()).toBe("");
  const read = (path: string) =>
    Promise.all([asked, silent].map(({ fixture }) => fixture.readFile(path, "utf8")));
  for (const path of ["mi-braze.yaml", "fixtures/product_viewed.json"]) {
    const [one, other] = await read(path);
    expect(one).toBe(other);
  }
});

test("does not ask what a flag has said", async () => {
  const { host } = await project();
  const flags = [
    "--brand",
    "A",
    "--trigger",
    "B",
    "--event",
    "c",
    "--preset",
    "none",
    "--audience",
    "known",
    "--user-id",
    "braze_id",
  ];
  expect(await answering(host, flags, [])).toBe(0);
  expect(host.screen()).not.toMatch(/Whose|Braze/);
});

test("a wrong answer is told at once, in the config's words, and asked again", async () => {
  const { fixture, host } = await project();
  const flags = ["--brand", "A", "--trigger", "B", "--event", "c", "--preset", "none", "--audience", "known"];
  const exitCode = await answering(host, flags, [
    [/user_id/, `${down}${enter}`],
    [/name of the attribute/, `a{b${enter}`],
    [/a\{b/, `${"\x7f".repeat(3)}mi_u${enter}`],
  ]);
  expect(exitCode).toBe(0);
  expect(parse(await fixture.readFile("mi-braze.yaml", "utf8")).identity.user_id).toBe(
    "custom_attribute.mi_u",
  );
});

test.each([
  ["at the first question", []],
  ["later", [[/The brand/, `Acme${enter}`]]],
] as [string, [RegExp, string][]][])("Ctrl-C %s leaves nothing behind", async (_, first) => {
  const { fixture, host } = await project();
  const last: [RegExp, string] = [first.length === 0 ? /The brand/ : /custom event/, interrupt];
  expect(await answering(host, [], [...first, last])).toBe(3);
  expect(await fixture.readdir("")).toEqual([]);
  expect(host.screen()).toMatch(/nothing was written/);
});

test("so does a terminal that goes away, and Ctrl-D", async () => {
  const gone = await project();
  const running = main(["init"], gone.host);
  await waitFor(() => gone.host.screen().includes("The brand"), "the first question");
  gone.host.terminal!.input.push(null);
  expect(await running).toBe(3);
  const ended = await project();
  expect(await answering(ended.host, [], [[/The brand/, "\x04"]])).toBe(3);
  expect(await ended.fixture.readdir("")).toEqual([]);
});

test("does not ask at all when there is a config already", async () => {
  const { host } = await project({ "mi-braze.yaml": "version: 1\n" });
  expect(await main(["init"], host)).toBe(3);
  expect(host.screen()).toBe("");
});

test("a wrong flag is told before the first question", async () => {
  const { host } = await project();
  expect(await main(["init", "--user-id", "extrenal_id"], host)).toBe(2);
  expect([host.screen(), host.err()]).toMatchObject(["", /--user-id "extrenal_id": /]);
});

test("NO_COLOR keeps colours out of the questions", async () => {
  const colours = /\x1b\[[\d;]*m/;
  const { host } = await project({}, { NO_COLOR: "1" });
  expect(await answering(host, [], [[/The brand/, interrupt]])).toBe(3);
  expect(host.screen()).not.toMatch(colours);
});

test("what a sample calls its event moves no cursor and turns no text around", async () => {
  const name = "Cart\u001b]0;PWN\u0007\u009b2J\u202eViewed";
  const event = JSON.stringify({
    name,
    time: "2024-01-01T00:00:00Z",
    external_id: "u",
    properties: { a: 1 },
  });
  const { host } = await project({ "e.json": event });
  const running = main(["init", "--from-event", "e.json"], host);
  await waitFor(() => /The brand/.test(host.screen()), "the first question");
  host.press(enter);
  await waitFor(() => /PWN/.test(host.screen()), "its name");
  host.press(interrupt);
  await running;
  const shown = host.screen() + host.err() + host.out();
  for (const one of ["\u001b]0", "\u0007", "\u009b", "\u202e"]) expect(shown).not.toContain(one);
});
