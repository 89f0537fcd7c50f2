import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parseTemplate, render } from "../../src/braze/liquid.js";
import type { Scope } from "../../src/liquid/runtime/scope.js";
import { modelResult } from "../../src/model/expected-payload.js";
import type { Renderer } from "../../src/verify/rendering.js";
import { liquidjsRenderer } from "../../src/verify/second-opinion.js";
import { renderWithRuby, rubyVersions } from "../oracle/ruby.js";
import { type Answer, answerOf, canonical, modelAnswer } from "../support/answer.js";
import { type Body, bodiesIn } from "../support/bodies.js";
import { sized } from "../support/depth.js";
import * as recorded from "../support/recording.js";

// Every body of the examples and the golden cases, for users with values of every type, against what Ruby Liquid made
// of them. `npm run oracle` records anew, and needs Ruby; the comparison does not.
const file = fileURLToPath(new URL("../cases/bodies/ruby.recorded.json", import.meta.url));
const seed = 20_231_206;
const users = 500;
const bodies = bodiesIn("examples", "test/cases/bodies");
/** The slowest of the three renders for so many of the users. */
const byLiquidjs = sized(40, users);
/** The others render for all users of so many of the bodies each, and for the first of the rest. */
const wholeEvery = sized(5, 1);
const firstUsers = 100;

function record(body: Body): recorded.RecordedBody {
  const scopes = recorded.usersOf(body, seed, users);
  const texts = renderWithRuby(body.text, scopes);
  const answers = texts.map(answerOf);
  const of = (kind: string) =>
    answers.flatMap((answer, user) => (kind in answer ? [[user, answer] as const] : []));
  if (of("broken").length > 0) throw new Error(`${body.name} breaks: ${JSON.stringify(of("broken")[0])}`);
  const shown = [...of("payload").slice(0, 2), ...of("abort").slice(0, 1)];
  return {
    asked: recorded.askedOf(body, scopes),
    sent: of("payload").length,
    aborted: of("abort").length,
    answers: recorded.answersHash(answers),
    texts: recorded.textsHash(texts),
    each: recorded.eachHash(answers),
    shown: Object.fromEntries(shown) as recorded.RecordedBody["shown"],
  };
}

if (process.env.RECORD_ORACLE) {
  const recording: recorded.Recording = {
    engine: rubyVersions(),
    seed,
    users,
    bodies: Object.fromEntries(bodies.map((body) => [body.name, record(body)])),
  };
  writeFileSync(file, `${JSON.stringify(recording, null, 1)}\n`);
}

const recording = JSON.parse(readFileSync(file, "utf8")) as recorded.Recording;

test("every body is recorded, for thousands of users", () => {
  expect(Object.keys(recording.bodies).sort()).toEqual(bodies.map(({ name }) => name).sort());
  expect([recording.seed, recording.users]).toEqual([seed, users]);
  const total = (kind: "sent" | "aborted") =>
    Object.values(recording.bodies).reduce((sum, body) => sum + body[kind], 0);
  expect(total("sent")).toBeGreaterThan(5000);
  expect(total("aborted")).toBeGreaterThan(1000);
});

describe.each(bodies.map((body, index) => ({ ...body, isWhole: index % wholeEvery === 0 })))(
  "$name",
  (body) => {
    const scopes = recorded.usersOf(body, seed, users);
    const tried = body.isWhole ? scopes : scopes.slice(0, firstUsers);
    const ruby = recording.bodies[body.name];

    test("the recording is of this body and these users (else: npm run oracle)", () => {
      expect(ruby?.asked).toBe(recorded.askedOf(body, scopes));
    });

    /** All answers, or those for the first users, with Ruby's. */
    function compare(answers: readonly Answer[]): void {
      const each = recorded.eachHash(answers);
      const user = answers.findIndex(
        (_, index) => each.slice(index * 4, index * 4 + 4) !== ruby!.each.slice(index * 4, index * 4 + 4),
      );
      if (user >= 0) {
        const scope = [...scopes[user]!.namespaces, ...scopes[user]!.profile];
        expect({ user, answer: answers[user], scope }).toBe("what Ruby answered");
      }
      if (answers.length === scopes.length) expect(recorded.answersHash(answers)).toBe(ruby!.answers);
      for (const [shown, answer] of Object.entries(ruby!.shown)) {
        if (answers[Number(shown)] === undefined) continue;
        expect(JSON.parse(canonical(answers[Number(shown)]))).toEqual(JSON.parse(canonical(answer)));
      }
    }

    test("modelResult means what Ruby rendered", () => {
      compare(tried.map((scope) => modelAnswer(modelResult(body.config, body.campaign, scope))));
    });

    test("liquidjs renders the same payloads", () => {
      const rendered = all(
        liquidjsRenderer({ name: body.name, text: body.text }),
        scopes.slice(0, byLiquidjs),
      );
      compare(rendered.map(answerOf));
    });

    test("the emulator renders the same bytes", () => {
      const template = parseTemplate({ name: body.name, text: body.text });
      // The recording's json_escape is Rails' own; Braze's documentation shows none of `<`, `>`, `&` escaped.
      const assume = { "json-escape-html": "escaped" } as const;
      const rendered = all((scope) => render(template, scope, { assume }), tried);
      compare(rendered.map(answerOf));
      if (body.isWhole) expect(recorded.textsHash(rendered)).toBe(ruby!.texts);
    });
  },
);

function all(renderer: Renderer, scopes: readonly Scope[]): recorded.Rendered[] {
  return scopes.map((scope) => {
    const { outcome, text, abort, diagnostics } = renderer(scope);
    if (outcome === "failed") throw new Error(diagnostics.map((one) => one.message).join("; "));
    return outcome === "aborted" ? { abort: abort ?? "" } : { text };
  });
}
