import { resolve } from "node:path";
import type { ReadFixture } from "../../braze/fixture/read.js";
import { shownPath } from "../../braze/read-source.js";
import type { Host } from "../../host.js";
import { caseText } from "../../report/verify-report.js";
import { memberOf } from "../../source/json.js";
import { withExpectation } from "../../verify/update.js";
import { type Verification, withSummary } from "../../verify/verify.js";
import type { CaseResult } from "../../verify/verify-case.js";
import { confirm } from "../shared/confirm.js";
import type { Console } from "../shared/console.js";
import { replaceFile } from "../shared/output/replace-file.js";

/**
 * Writes each outcome that can be expected; what could not be rendered stays a failure. What was expected until now is
 * written over only when somebody who has seen the difference says so.
 */
export async function update(
  host: Host,
  fixtures: readonly ReadFixture[],
  verification: Verification,
  { yes = false }: { readonly yes?: boolean },
  console: Console,
): Promise<Verification> {
  const cases: CaseResult[] = [];
  const isOver = ({ outcome, actual }: CaseResult, index: number) =>
    outcome !== "passed" &&
    actual !== undefined &&
    actual.kind !== "failed" &&
    expectsSomething(fixtures[index]!);
  const over = verification.cases.filter(isOver);
  const mayWriteOver = yes || over.length === 0 || (await agreed(host, over, console));
  for (const [index, one] of verification.cases.entries()) {
    const { source } = fixtures[index]!;
    const actual = one.actual;
    const isKept = !mayWriteOver && isOver(one, index);
    if (one.outcome === "passed" || !actual || actual.kind === "failed" || isKept) {
      cases.push(one);
      continue;
    }
    const expectation = actual.kind === "payload" ? { payload: actual.payload } : { abort: actual.reason };
    await replaceFile(host, resolve(host.cwd, source.name), withExpectation(source, expectation));
    console.talk(`wrote what ${shownPath(host, resolve(host.cwd, source.name))} expects`);
    const { fixture, campaign, template } = one;
    cases.push({
      fixture,
      campaign,
      ...(template === undefined ? {} : { template }),
      outcome: "passed",
      diagnostics: [],
    });
  }
  return withSummary(cases);
}

/** Whether a fixture says already what it expects; `{}` is a place to be filled. */
function expectsSomething({ fixture }: ReadFixture): boolean {
  const expect = memberOf(fixture?.root, "expect");
  const payload = memberOf(expect, "payload");
  if (payload?.kind === "object") return (payload.members ?? []).length > 0;
  return payload !== undefined || memberOf(expect, "abort") !== undefined;
}

/** Shows what changes, and asks. */
async function agreed(host: Host, over: readonly CaseResult[], console: Console): Promise<boolean> {
  console.talk(over.map((one) => caseText(one, console.err)).join("\n"));
  const fixtures = over.length === 1 ? "this fixture expects" : `these ${over.length} fixtures expect`;
  const answer = await confirm(host, `Write over what ${fixtures}?`);
  if (!answer) console.talk("What they expect stays as it is.");
  return answer;
}
