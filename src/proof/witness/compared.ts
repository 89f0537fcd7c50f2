import type { Value } from "../../liquid/value.js";
import type { Case } from "../terms/case.js";
import type { Fact } from "../terms/evaluate.js";
import type { Input, Test } from "../terms/term.js";
import { asksForDate, datesAround } from "./dates.js";
import { witnessNow } from "./fixture.js";

/** Texts that a test of an input compares with: a guard such as `x == 'a'` opens for nothing else. */
export function constantsIn(facts: readonly Fact[], input: Input): Case[] {
  const own = facts.filter((fact) => fact.test.inputs.has(input));
  const texts: Value[] = wordsIn(own);
  const dates = own.some(({ test }) => asksForDate(test)) ? datesAround(witnessNow) : [];
  return [
    ...(texts.length > 0
      ? [
          {
            value: input.domain,
            examples: [...texts, ...texts.flatMap((one) => (typeof one === "string" ? disguised(one) : []))],
          },
        ]
      : []),
    ...dates.map((date) => ({ value: input.domain, examples: [date] })),
  ];
}

/** A text that passes for the word once it is stripped, or that contains it, and breaks a JSON string as it is. */
export const disguised = (word: string): string[] => [
  `${word}\n`,
  `${word} "x"`,
  `"${word}"`,
  word.toUpperCase(),
];

/** Every text that some facts compare with, and every number with those beside it. */
export function wordsIn(facts: readonly Fact[]): (string | number)[] {
  const found = new Set<string | number>();
  const visit = (test: Test): void => {
    switch (test.op) {
      case "not":
      case "fails":
        visit(test.test);
        return;
      case "and":
      case "or":
        visit(test.left);
        visit(test.right);
        return;
      case "equals":
      case "contains":
      case "order":
        for (const side of [test.left, test.right]) {
          if (side.op !== "some") continue;
          for (const rope of side.value.text)
            if (rope.length === 1 && rope[0]!.kind === "known") found.add(rope[0]!.text);
          const { integer } = side.value;
          if (typeof integer === "number") for (const near of [0, 1, -1]) found.add(integer + near);
        }
        return;
      case "truthy":
      case "blank":
      case "empty":
      case "unknown-operator":
      case "fixed":
        return;
    }
  };
  for (const fact of facts) visit(fact.test);
  return [...found];
}
