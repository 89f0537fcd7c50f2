import { type DeclaredData, noData } from "../braze/data.js";
import type { Triggered } from "../braze/fixture/campaign-of.js";
import type { Expectation, Fixture } from "../braze/fixture/fixture.js";
import type { ReadFixture } from "../braze/fixture/read.js";
import { type ScopeOptions, scopeOf } from "../braze/fixture/scope-of.js";
import { type Diagnostic, hasErrors, sorted } from "../diagnostics/diagnostic.js";
import { jsonText, quoted } from "../source/json-text.js";
import { shortened } from "../source/shortened.js";
import { spanOf } from "../source/source.js";
import type { Difference } from "./compare.js";
import { contractFindings } from "./contract-findings.js";
import { departureFindings } from "./departing.js";
import { enginesDisagree, noExpectation, unexpectedPayload } from "./findings.js";
import { compareOutcomes, type Outcome, outcomeOf, textNode } from "./outcome.js";
import { type Bodies, subjectOf } from "./subject.js";

export interface VerifyInput<C extends Triggered> extends Bodies<C> {
  readonly options: ScopeOptions;
  /** What names are declared to hold. */
  readonly data?: DeclaredData | undefined;
}

export interface CaseResult {
  /** Name of the fixture. */
  readonly fixture: string;
  /** Null when the fixture does not tell, and of a body that somebody wrote. */
  readonly campaign: string | null;
  /** The file of a body that somebody wrote. */
  readonly template?: string;
  /** `errored`: the fixture could not be used, or expects nothing. */
  readonly outcome: "passed" | "failed" | "errored";
  readonly diff?: readonly Difference[];
  readonly diagnostics: readonly Diagnostic[];
  /** What came out, for `--update`; absent when nothing could be rendered or the engines disagree. */
  readonly actual?: Outcome;
}

/** Renders one fixture with every engine and compares the payloads with each other and with what it expects. */
export function verifyCase<C extends Triggered>(reading: ReadFixture, input: VerifyInput<C>): CaseResult {
  const { source } = reading;
  if (!reading.fixture)
    return { fixture: source.name, campaign: null, outcome: "errored", diagnostics: reading.diagnostics };
  const { subject, campaign, template, diagnostics } = subjectOf(reading.fixture, input);
  const result = { fixture: source.name, campaign, ...(template === undefined ? {} : { template }) };
  const notes = [...reading.diagnostics, ...diagnostics];
  if (!subject) return { ...result, outcome: "errored", diagnostics: notes };
  const { body, occurrence, profile } = subject;
  const contentBlocks = subject.contentBlocks ?? input.options.contentBlocks;
  const scope = scopeOf(reading.fixture, { ...input.options, occurrence, contentBlocks });
  const { expect } = reading.fixture;
  const expectsText =
    template !== undefined && expect?.kind === "payload" && expect.payload.kind === "string";
  const [first, ...others] = subject.engines.map((engine) => {
    const rendering = engine.render(body, scope);
    return { engine: engine.name, rendering, outcome: outcomeOf(rendering, body, expectsText) };
  });
  const actual = first!.outcome;
  const departing = departureFindings(reading.fixture, occurrence, body, input.data ?? noData);
  const found = [
    ...notes,
    ...departing,
    ...(actual.kind === "failed" ? actual.diagnostics : first!.rendering.diagnostics),
  ];
  const start = spanOf(reading.fixture.source, reading.fixture.root.start, reading.fixture.root.start + 1);
  if (profile && actual.kind === "payload")
    found.push(...contractFindings(actual.payload, profile, scope, start));
  for (const other of others) {
    const diff = compareOutcomes(actual, other.outcome);
    if (diff.length === 0) continue;
    const disagreement = disagree(reading.fixture, first!.engine, other.engine, diff);
    return { ...result, outcome: "failed", diff, diagnostics: sorted([...found, disagreement]) };
  }
  if (actual.kind === "failed") return { ...result, outcome: "failed", diagnostics: sorted(found), actual };
  if (!expect) {
    return {
      ...result,
      outcome: "errored",
      diagnostics: sorted([...found, nothingExpected(reading.fixture)]),
      actual,
    };
  }
  const diff = compareOutcomes(expectedOutcome(expect, expectsText), actual, (part, reason) =>
    reason.includes(part),
  );
  if (diff.length === 0) {
    return { ...result, outcome: hasErrors(found) ? "failed" : "passed", diagnostics: sorted(found), actual };
  }
  const mismatch = mismatched(reading.fixture, expect, diff, actual);
  return { ...result, outcome: "failed", diff, diagnostics: sorted([...found, mismatch]), actual };
}

const expectedOutcome = (expect: Expectation, isText: boolean): Outcome =>
  expect.kind === "payload"
    ? { kind: "payload", payload: isText ? textNode(String(expect.payload.value)) : expect.payload }
    : { kind: "abort", reason: expect.text };

function disagree(fixture: Fixture, first: string, second: string, diff: readonly Difference[]): Diagnostic {
  const message = `two engines render this fixture differently; ${first} and ${second} part at ${diff[0]!.path}`;
  return enginesDisagree.report(message, {
    span: spanOf(fixture.source, fixture.root.start, fixture.root.start + 1),
    notes: diff
      .slice(0, 5)
      .map(({ path, expected, actual }) => `${path}: ${first} ${text(expected)}, ${second} ${text(actual)}`),
  });
}

function nothingExpected(fixture: Fixture): Diagnostic {
  const { source, root } = fixture;
  return noExpectation.report('this fixture expects nothing, so there is nothing to verify; add "expect"', {
    span: spanOf(source, root.start, root.start + 1),
    notes: [
      'write "expect": {"payload": {…}} or "expect": {"abort": "part of the reason"}',
      "mi-braze verify --update writes what is rendered now",
    ],
  });
}

function mismatched(
  fixture: Fixture,
  expect: Expectation,
  diff: readonly Difference[],
  actual: Outcome,
): Diagnostic {
  const message =
    actual.kind !== expect.kind
      ? `${actual.kind === "abort" ? `the send is aborted ("${actual.reason}")` : "a payload is sent"}, but the fixture expects ${expect.kind === "abort" ? `an abort with "${expect.text}"` : "a payload"}`
      : expect.kind === "abort" && actual.kind === "abort"
        ? `the send is aborted with ${shortened(quoted(actual.reason), 61)}, but the fixture expects "${expect.text}"`
        : `the payload differs from what the fixture expects in ${diff.length === 1 ? "one place" : `${diff.length} places`}`;
  return unexpectedPayload.report(message, {
    span: spanOf(fixture.source, expect.range.start, expect.range.start + 1),
  });
}

const text = (value: Difference["actual"]) =>
  value === undefined ? "nothing" : shortened(jsonText(value), 61);
