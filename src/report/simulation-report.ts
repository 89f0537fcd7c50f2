import { outcomes, type SimulatedEvent } from "../simulate/simulate.js";
import { jsonText } from "../source/json-text.js";
import type { Style } from "./style.js";

/** The ways in which `simulate` prints. */
export const simulationReports = {
  text: simulationText,
  json: (events) => jsonText({ version: 1, events, summary: summaryOf(events) }, 2),
} satisfies Readonly<Record<string, (events: readonly SimulatedEvent[], style: Style) => string>>;

const summaryOf = (events: readonly SimulatedEvent[]): object =>
  Object.fromEntries(
    outcomes.map((outcome) => [outcome, events.filter((one) => one.outcome === outcome).length]),
  );

/** One line for each event, and what became of all of them. */
function simulationText(events: readonly SimulatedEvent[], style: Style): string {
  const color = (outcome: SimulatedEvent["outcome"]) =>
    outcome === "arrived"
      ? style.green
      : outcome === "aborted" || outcome === "untriggered"
        ? style.dim
        : style.red;
  const lines = events.map(({ event, user, campaign, outcome, status, tries, reason }) => {
    const how = [
      ...(status === null ? [] : [String(status)]),
      ...(tries > 1 ? [`after ${tries} tries`] : []),
      ...(reason === null ? [] : [reason]),
    ].join(", ");
    const what = `${event} of ${user ?? "nobody"}${campaign === null ? "" : ` → ${campaign}`}`;
    return `${color(outcome)(outcome.padEnd(11))} ${what}${how === "" ? "" : style.dim(`  (${how})`)}`;
  });
  const had = [...new Set(events.map(({ outcome }) => outcome))];
  const counts = had.map((one) => `${events.filter(({ outcome }) => outcome === one).length} ${one}`);
  return [...lines, "", counts.join(", ") || "no events"].join("\n");
}
