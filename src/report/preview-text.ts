import { inspect } from "../liquid/values/print.js";
import type { Step } from "../model/expected-payload.js";
import { jsonText } from "../source/json-text.js";
import { shortened } from "../source/shortened.js";
import type { Preview } from "../verify/preview.js";
import type { Colors } from "./colors.js";

/** The request as a person reads it: request line, headers, body, and whether it goes out. */
export function previewText(preview: Preview, colors: Colors): string {
  const { request, campaign, outcome } = preview;
  const lines: string[] = [];
  if (campaign !== null) lines.push(`${colors.bold(campaign)}`);
  if (request.body !== null) {
    lines.push(`${colors.cyan(request.method)} ${request.url ?? "<the webhook's URL>"}`);
    for (const [name, value] of Object.entries(request.headers)) lines.push(`${colors.cyan(name)}: ${value}`);
    lines.push("", bodyText(preview), "");
  }
  lines.push(outcomeLine(preview, colors));
  if (outcome === "failed")
    lines.push(
      "Braze sends a body that is not JSON all the same; Movable Ink refuses it, and it is not tried again.",
    );
  return lines.join("\n");
}

/** What goes out is one JSON document; spread out it is easier to read than with the template's blank lines. */
function bodyText({ payload, request }: Preview): string {
  return payload === null ? (request.body ?? "").trim() : jsonText(payload, 2);
}

function outcomeLine({ outcome, abort }: Preview, colors: Colors): string {
  switch (outcome) {
    case "sent":
      return colors.green("✓ would be sent");
    case "aborted":
      return `${colors.yellow("✗ would be aborted:")} ${abort}`;
    case "failed":
      return colors.red("✗ fails");
  }
}

/** One line for each member: what it is, what was seen, what became of it. */
export function whyText(steps: readonly Step[], colors: Colors): string {
  const rows = steps.map(
    (step) => [step.path, `${step.source} = ${shortened(inspect(step.seen), 40)}`, step] as const,
  );
  const [paths, sources] = [0, 1].map((column) =>
    Math.max(0, ...rows.map((row) => (row[column] as string).length)),
  );
  const lines = rows.map(([path, source, step]) => {
    const became = "printed" in step ? ` → ${shortened(jsonText(step.printed), 40)}` : "";
    const color = {
      met: colors.green,
      printed: colors.green,
      defaulted: colors.cyan,
      "left out": colors.dim,
      dropped: colors.dim,
      aborted: colors.yellow,
    };
    return `  ${path.padEnd(paths!)}  ${source.padEnd(sources!)}  ${color[step.verdict](step.verdict)}${became} ${colors.dim(`(${step.rule})`)}`;
  });
  return ["", colors.bold("Why:"), ...lines].join("\n");
}
