import { inspect } from "../liquid/values/print.js";
import type { Step } from "../model/expected-payload.js";
import { jsonText } from "../source/json-text.js";
import { shortened } from "../source/shortened.js";
import type { Preview } from "../verify/preview.js";
import type { Style } from "./style.js";

/** The request as a person reads it: request line, headers, body, and whether it goes out. */
export function previewText(preview: Preview, style: Style): string {
  const { request, campaign, outcome } = preview;
  const lines: string[] = [];
  if (campaign !== null) lines.push(`${style.bold(campaign)}`);
  if (request.body !== null) {
    lines.push(`${style.cyan(request.method)} ${request.url ?? "<the webhook's URL>"}`);
    for (const [name, value] of Object.entries(request.headers)) lines.push(`${style.cyan(name)}: ${value}`);
    lines.push("", bodyText(preview), "");
  }
  lines.push(outcomeLine(preview, style));
  if (outcome === "failed")
    lines.push(
      style.wrap(
        "Braze sends a body that is not JSON all the same; Movable Ink refuses it, and it is not tried again.",
        0,
      ),
    );
  return lines.join("\n");
}

/** What goes out is one JSON document; spread out it is easier to read than with the template's blank lines. */
function bodyText({ payload, request }: Preview): string {
  return payload === null ? (request.body ?? "").trim() : jsonText(payload, 2);
}

function outcomeLine({ outcome, abort }: Preview, style: Style): string {
  switch (outcome) {
    case "sent":
      return `${style.marks.ok} ${style.green("would be sent")}`;
    case "aborted":
      return style.wrap(`${style.marks.attention} ${style.yellow("would be aborted:")} ${abort}`, 2);
    case "failed":
      return `${style.marks.failed} ${style.red("fails")}`;
  }
}

/** What it is, what was seen, and what became of each member: in a line, or in two where the terminal is too narrow. */
export function whyText(steps: readonly Step[], style: Style): string {
  const color = {
    met: style.green,
    printed: style.green,
    defaulted: style.cyan,
    "left out": style.dim,
    dropped: style.dim,
    aborted: style.yellow,
  };
  const rows = steps.map((step) => {
    const became = "printed" in step ? ` → ${shortened(jsonText(step.printed), 40)}` : "";
    return {
      path: step.path,
      source: `${step.source} = ${shortened(inspect(step.seen), 40)}`,
      became: `${color[step.verdict](step.verdict)}${became} ${style.dim(`(${step.rule})`)}`,
      width: `${step.verdict}${became} (${step.rule})`.length,
    };
  });
  const widest = (of: (row: (typeof rows)[number]) => number) => Math.max(0, ...rows.map(of));
  const [paths, sources] = [widest(({ path }) => path.length), widest(({ source }) => source.length)];
  const isNarrow = 2 + paths + 2 + sources + 2 + widest(({ width }) => width) > (style.columns ?? Infinity);
  const lines = rows.map(({ path, source, became }) =>
    isNarrow
      ? `  ${style.bold(path)}  ${source}\n${style.wrap(`      ${became}`, 8)}`
      : `  ${path.padEnd(paths)}  ${source.padEnd(sources)}  ${became}`,
  );
  return ["", style.bold("Why:"), ...lines].join("\n");
}
