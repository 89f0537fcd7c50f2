import { visibleName } from "../../egress/visible.js";
import { asPasted } from "../../generate/body/stamp.js";
import type { LiveBody } from "../../generate/live-body.js";
import { type Colors, noColors } from "../../report/colors.js";
import { diffText } from "../../report/diff-text.js";
import { jsonText } from "../../source/json-text.js";

/** A body that was read, beside what is generated. */
export interface Compared extends LiveBody {
  readonly file: string;
  readonly text: string;
}

type Report = (compared: readonly Compared[], colors: Colors) => string;

export const reports = {
  text: (compared, colors) => compared.map((one) => textOf(one, colors)).join("\n\n"),
  json: (compared) =>
    jsonText(
      {
        version: 1,
        bodies: compared.map((one) => ({
          file: one.file,
          campaign: one.slug ?? null,
          state: one.state,
          stamp: { live: one.version ?? null, generated: one.generated?.version ?? null },
          diff: differenceOf(one, noColors) ?? null,
        })),
      },
      2,
    ),
} satisfies Readonly<Record<string, Report>>;

function textOf(one: Compared, colors: Colors): string {
  const mark = one.state === "same" ? colors.green("✓") : colors.red("✗");
  const difference = differenceOf(one, colors);
  return [
    `${mark} ${visibleName(one.file)}: ${whatItIs(one)}`,
    ...nextFor(one).map((line) => `  ${line}`),
    ...(difference === undefined ? [] : ["", difference.trimEnd()]),
  ].join("\n");
}

function whatItIs({ state, slug, version, generated }: Compared): string {
  const now = `today's is ${generated?.version}`;
  switch (state) {
    case "same":
      return `${slug} as it is generated (version ${generated?.version})`;
    case "older":
      return `${slug} of an older generation (version ${version}; ${now})`;
    case "edited":
      return `${slug} of today (version ${version}), edited since it was pasted`;
    case "older-edited":
      return version === undefined
        ? `${slug}, as it seems, without the first line that tells its version; it is not what is generated today`
        : `${slug} of an older generation (version ${version}; ${now}), edited since it was pasted`;
    case "cut":
      return `${slug}, of which the beginning or the end is missing`;
    case "left":
      return `generated for "${slug}", which the config does not have`;
    case "unknown":
      return "not like any body of this config";
  }
}

function nextFor({ state, slug }: Compared): string[] {
  const paste = `paste the whole of ${slug}/body.liquid`;
  switch (state) {
    case "same":
      return [];
    case "older":
      return [`In Braze, ${paste} again.`];
    case "cut":
      return [`In Braze, ${paste} again, from its first line to its last.`];
    case "edited":
    case "older-edited":
      return [`What was meant by the edit belongs in the config; then ${paste} again.`];
    case "left":
      return ["In Braze, stop the campaign, or bring it back into the config."];
    case "unknown":
      return ["mi-braze lint proves a body that is written by hand; mi-braze import makes a config of it."];
  }
}

/** From what runs to what is generated: what pasting it again changes. */
const differenceOf = (
  { state, file, slug, text, generated }: Compared,
  colors: Colors,
): string | undefined =>
  state === "same" || generated === undefined
    ? undefined
    : diffText([visibleName(file), `${slug}/body.liquid`], asPasted(text), asPasted(generated.text), colors);
