import { describe, expect, it } from "vitest";
import { readFixtures } from "../../src/braze/fixture/read.js";
import type { Scope } from "../../src/liquid/runtime/scope.js";
import { jsonText } from "../../src/source/json-text.js";
import type { Rendering } from "../../src/verify/rendering.js";
import { renderWithLiquidjs } from "../../src/verify/second-opinion.js";
import type { Engine } from "../../src/verify/subject.js";
import { verifyFixtures } from "../../src/verify/verify.js";
import { verifyCase } from "../../src/verify/verify-case.js";
import { clock } from "../support/clock.js";

const campaign = { slug: "viewed", trigger: { kind: "custom_event", names: ["Viewed"] } as const };
const liquidjs: Engine = { name: "liquidjs", render: renderWithLiquidjs };
const always = (name: string, rendering: Partial<Rendering>): Engine => ({
  name,
  render: () => ({ outcome: "sent", text: "", abort: null, diagnostics: [], ...rendering }),
});
const body =
  '{% if {{event_properties.${id}}} == blank %}{% abort_message("viewed: id is missing") %}{% endif %}{"id": "{{event_properties.${id}}}", "n": {{event_properties.${n}}}}';

function verify(written: unknown, text = body, engines: readonly [Engine, ...Engine[]] = [liquidjs]) {
  const source = { name: "f.json", text: typeof written === "string" ? written : JSON.stringify(written) };
  const [fixture] = readFixtures([source]);
  return verifyCase(fixture!, {
    campaigns: [campaign],
    bodyOf: () => ({ name: "viewed/body.liquid", text }),
    engines,
    options: { clock },
  });
}
const viewed = (properties: object, expected?: object) => ({
  event: { name: "Viewed", properties },
  ...(expected ? { expect: expected } : {}),
});
const codes = (result: ReturnType<typeof verify>) => result.diagnostics.map((found) => found.code);

describe("one case", () => {
  it("passes when the payload is the expected one", () => {
    const result = verify(viewed({ id: "a", n: 79 }, { payload: { n: 79.0, id: "a" } }));
    expect(result).toMatchObject({
      fixture: "f.json",
      campaign: "viewed",
      outcome: "passed",
      diagnostics: [],
    });
    expect(result.diff).toBeUndefined();
  });

  it("passes when the abort's reason holds the text", () => {
    expect(verify(viewed({}, { abort: "id is missing" })).outcome).toBe("passed");
  });

  it("fails with the places that differ", () => {
    const result = verify(viewed({ id: "a", n: 1 }, { payload: { id: "b", n: 1, more: true } }));
    expect(result).toMatchObject({
      outcome: "failed",
      diff: [
        { path: "$.id", kind: "different", expected: "b", actual: "a" },
        { path: "$.more", kind: "missing", expected: true },
      ],
      diagnostics: [
        { code: "MI034", message: "the payload differs from what the fixture expects in 2 places" },
      ],
    });
  });

  it.each([
    [
      viewed({}, { payload: {} }),
      'the send is aborted ("viewed: id is missing"), but the fixture expects a payload',
      { expected: {}, actual: { abort: "viewed: id is missing" } },
    ],
    [
      viewed({ id: "a", n: 1 }, { abort: "id" }),
      'a payload is sent, but the fixture expects an abort with "id"',
      { expected: { abort: "id" }, actual: { id: "a", n: 1 } },
    ],
    [
      viewed({}, { abort: "title" }),
      'the send is aborted with "viewed: id is missing", but the fixture expects "title"',
      { expected: { abort: "title" } },
    ],
  ])("%j: %s", (fixture, message, difference) => {
    const result = verify(fixture);
    expect(result.outcome).toBe("failed");
    expect(JSON.parse(jsonText(result.diff))).toMatchObject([{ path: "$", ...difference }]);
    expect(result.diagnostics.map((found) => found.message)).toEqual([message]);
  });

  it("fails on a body that is not JSON", () => {
    const result = verify(viewed({ id: 'a"', n: 1 }, { payload: {} }));
    expect(result).toMatchObject({ outcome: "failed" });
    expect(new Set(codes(result))).toEqual(new Set(["MI043"]));
  });

  it("fails on a body that does not parse", () => {
    expect(codes(verify(viewed({ id: "a" }, { payload: {} }), "{{ a | nope }}"))).toEqual(["MI040"]);
  });

  it("fails when two engines disagree, even if the first gives what is expected", () => {
    const fixture = viewed({ id: "a" }, { payload: { n: 1 } });
    const result = verify(fixture, body, [
      always("one", { text: '{"n": 1}' }),
      always("two", { text: '{"n": 2}' }),
    ]);
    expect(result).toMatchObject({ outcome: "failed", diff: [{ path: "$.n", expected: 1, actual: 2 }] });
    expect(codes(result)).toEqual(["MI035"]);
    expect(result.actual).toBeUndefined();
  });

  it("fails when one engine aborts and the other sends", () => {
    const engines = [
      always("one", { text: "{}" }),
      always("two", { outcome: "aborted", abort: "x" }),
    ] as const;
    expect(codes(verify(viewed({}, { payload: {} }), body, engines))).toEqual(["MI035"]);
  });

  it("takes 79 and 79.0 of two engines for one answer", () => {
    const engines = [always("one", { text: '{"n": 79}' }), always("two", { text: '{"n": 79.0}' })] as const;
    expect(verify(viewed({}, { payload: { n: 79 } }), body, engines).outcome).toBe("passed");
  });

  it("is errored without an expectation, but tells what came out", () => {
    const result = verify(viewed({ id: "a", n: 1 }));
    expect(result).toMatchObject({ outcome: "errored", actual: { kind: "payload" } });
    expect(codes(result)).toEqual(["MI036"]);
  });

  it.each([
    ["not a fixture", null, "MI030"],
    [{ event: { name: "Other" } }, null, "MI032"],
    [{ campaign: "nope", event: { name: "Viewed" } }, "nope", "MI032"],
    [{ evnt: {} }, null, "MI031"],
  ])("%j is errored", (fixture, campaignName, code) => {
    const result = verify(fixture);
    expect(result).toMatchObject({ outcome: "errored", campaign: campaignName });
    expect(codes(result)).toContain(code);
  });

  it("hands every engine the event that triggers the campaign", () => {
    const seen: unknown[] = [];
    const spy: Engine = {
      name: "spy",
      render: (_: unknown, scope: Scope) => {
        seen.push(scope.namespaces.get("event_properties")?.get("id"));
        return { outcome: "sent", text: "{}", abort: null, diagnostics: [] };
      },
    };
    const events = [{ name: "Login" }, { name: "Viewed", properties: { id: "second" } }];
    verify({ campaign: "viewed", events, expect: { payload: {} } }, body, [spy, spy]);
    expect(seen).toEqual(["second", "second"]);
  });
});

it("many cases are summed up in the order given", () => {
  const source = (name: string, value: unknown) => ({ name, text: JSON.stringify(value) });
  const { cases, summary } = verifyFixtures(
    readFixtures([
      source("z", viewed({ id: "a", n: 1 }, { payload: { id: "a", n: 1 } })),
      source("a", viewed({ id: "a", n: 1 }, { payload: {} })),
      source("m", []),
    ]),
    {
      campaigns: [campaign],
      bodyOf: () => ({ name: "b", text: body }),
      engines: [liquidjs],
      options: { clock },
    },
  );
  expect(cases.map((one) => `${one.fixture} ${one.outcome}`)).toEqual(["z passed", "a failed", "m errored"]);
  expect(summary).toEqual({ passed: 1, failed: 1, errored: 1 });
});
