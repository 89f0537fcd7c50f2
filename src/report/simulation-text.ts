import type { Colors } from "./colors.js";

interface Simulated {
  readonly event: string;
  readonly user: string | null;
  readonly campaign: string | null;
  readonly outcome: string;
  readonly status: number | null;
  readonly tries: number;
  readonly reason: string | null;
}

/** One line for each event, and what became of all of them. */
export function simulationText(events: readonly Simulated[], colors: Colors): string {
  const color = (outcome: string) =>
    outcome === "arrived"
      ? colors.green
      : outcome === "aborted" || outcome === "untriggered"
        ? colors.dim
        : colors.red;
  const lines = events.map(({ event, user, campaign, outcome, status, tries, reason }) => {
    const how = [
      ...(status === null ? [] : [String(status)]),
      ...(tries > 1 ? [`after ${tries} tries`] : []),
      ...(reason === null ? [] : [reason]),
    ].join(", ");
    const what = `${event} of ${user ?? "nobody"}${campaign === null ? "" : ` → ${campaign}`}`;
    return `${color(outcome)(outcome.padEnd(11))} ${what}${how === "" ? "" : colors.dim(`  (${how})`)}`;
  });
  const outcomes = [...new Set(events.map(({ outcome }) => outcome))];
  const counts = outcomes.map((one) => `${events.filter(({ outcome }) => outcome === one).length} ${one}`);
  return [...lines, "", counts.join(", ") || "no events"].join("\n");
}
