/** One test case of a JUnit report. */
export interface JunitCase {
  readonly suite: string;
  readonly name: string;
  readonly problem?: { readonly kind: "failure" | "error"; readonly text: string } | undefined;
  /** What is worth reading of a case that is not a failure. */
  readonly remarks?: string | undefined;
}

/** JUnit XML as CI servers read it: a suite for each group, a case for each check. */
export function junit(name: string, cases: readonly JunitCase[]): string {
  const suites = new Map<string, JunitCase[]>();
  for (const one of cases) suites.set(one.suite, [...(suites.get(one.suite) ?? []), one]);
  const totals = attributes({ name, ...counts(cases) });
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites ${totals}>`];
  for (const [suite, members] of suites) {
    lines.push(
      `  <testsuite ${attributes({ name: suite, ...counts(members) })}>`,
      ...members.flatMap(caseLines),
      "  </testsuite>",
    );
  }
  return [...lines, "</testsuites>"].join("\n");
}

function counts(cases: readonly JunitCase[]): Record<string, number> {
  const of = (kind: string) => cases.filter((one) => one.problem?.kind === kind).length;
  return { tests: cases.length, failures: of("failure"), errors: of("error") };
}

function caseLines({ suite, name, problem, remarks = "" }: JunitCase): string[] {
  const head = attributes({ name, classname: suite });
  if (!problem && remarks === "") return [`    <testcase ${head}/>`];
  if (!problem)
    return [
      `    <testcase ${head}>`,
      `      <system-out>${xmlText(remarks)}</system-out>`,
      "    </testcase>",
    ];
  const [first = ""] = problem.text.split("\n");
  return [
    `    <testcase ${head}>`,
    `      <${problem.kind} ${attributes({ message: first })}>${xmlText(problem.text)}</${problem.kind}>`,
    "    </testcase>",
  ];
}

const attributes = (values: Record<string, string | number>): string =>
  Object.entries(values)
    .map(([key, value]) => `${key}="${xmlText(String(value)).replaceAll("\n", "&#10;")}"`)
    .join(" ");

/** XML 1.0 has no place for most control characters, not even escaped. */
const xmlText = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
