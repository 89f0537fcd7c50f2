import { describe, expect, test } from "vitest";
import { applyFilter, findFilter } from "../../../src/liquid/filters/index.js";
import { LiquidError } from "../../../src/liquid/liquid-error.js";
import type { Value } from "../../../src/liquid/value.js";
import { filterException, filterExceptions } from "../exceptions.js";
import { recorded, recordedNow, shown, type Tagged, untag } from "../recorded.js";

type Row = readonly [name: string, input: Tagged, args: Tagged[], result: Tagged];

const byFilter = new Map<string, Row[]>();
for (const row of recorded<Row>("filters")) {
  const rows = byFilter.get(row[0]);
  if (rows) rows.push(row);
  else byFilter.set(row[0], [row]);
}

describe("filters give what Ruby gives", () => {
  test.each([...byFilter])("%s", (name, rows) => {
    const filter = findFilter(name);
    expect(filter, `${name} is missing`).toBeDefined();
    const wrong: string[] = [];
    for (const [, taggedInput, taggedArgs, result] of rows) {
      const input = untag(taggedInput);
      const args = taggedArgs.map(untag);
      const ours = outcome(() => applyFilter(filter!, input, args, { now: recordedNow }));
      const rubys = isError(result) ? `error: ${result.$error}` : shown(untag(result));
      const excepted = filterException(name, input, args) !== undefined;
      const call = `${shown(input)} | ${name}: ${args.map(shown).join(", ")}`;
      if (ours !== rubys && !excepted) wrong.push(`${call}\n    ruby ${rubys}\n    ours ${ours}`);
    }
    expect(wrong.slice(0, 20).join("\n"), `${wrong.length} of ${rows.length} differ`).toBe("");
  });

  test("every exception is still one", () => {
    for (const exception of filterExceptions) {
      const differs = byFilter.get(exception.filter)!.some(([name, input, args, result]) => {
        if (!exception.holds(untag(input), args.map(untag))) return false;
        const ours = outcome(() =>
          applyFilter(findFilter(name)!, untag(input), args.map(untag), { now: recordedNow }),
        );
        return isError(result) || ours !== shown(untag(result));
      });
      expect(differs, exception.reason).toBe(true);
    }
  });
});

const isError = (result: Tagged): result is { $error: string } =>
  result !== null && typeof result === "object" && "$error" in result;

function outcome(run: () => Value): string {
  try {
    return shown(run());
  } catch (error) {
    if (error instanceof LiquidError) return `error: ${error.message}`;
    throw error;
  }
}
