import { visibleName } from "../../egress/visible.js";
import { asPasted } from "../../generate/body/stamp.js";
import type { LiveBody } from "../../generate/live-body.js";
import { nextFor, whatItIs } from "../../generate/live-words.js";
import { liveDrift } from "../../live/findings.js";
import { diffText } from "../../report/diff-text.js";
import { githubAnnotations } from "../../report/github.js";
import { plainStyle, type Style } from "../../report/style.js";
import { jsonText } from "../../source/json-text.js";
import { spanOf } from "../../source/source.js";

/** A body that was read, beside what is generated. */
export interface Compared extends LiveBody {
  readonly file: string;
  readonly text: string;
}

/** Whether there is nothing to do about a body. */
export const isInOrder = ({ state }: Pick<Compared, "state">): boolean =>
  state === "same" || state === "block";

type Report = (compared: readonly Compared[], style: Style) => string;

export const reports = {
  text: (compared, style) => compared.map((one) => textOf(one, style)).join("\n\n"),
  json: (compared) =>
    jsonText(
      {
        version: 1,
        bodies: compared.map((one) => ({
          file: one.file,
          campaign: one.slug ?? null,
          state: one.state,
          stamp: { live: one.version ?? null, generated: one.generated?.version ?? null },
          diff: differenceOf(one, plainStyle) ?? null,
        })),
      },
      2,
    ),
  github: (compared) =>
    githubAnnotations(
      compared
        .filter((one) => !isInOrder(one))
        .map((one) =>
          liveDrift.report(`${visibleName(one.file)}: ${whatItIs(one)}`, {
            span: spanOf({ name: one.file, text: one.text }, 0, 0),
            notes: nextFor(one),
          }),
        ),
    ),
} satisfies Readonly<Record<string, Report>>;

function textOf(one: Compared, style: Style): string {
  const mark = isInOrder(one) ? style.green("✓") : style.red("✗");
  const difference = differenceOf(one, style);
  return [
    `${mark} ${visibleName(one.file)}: ${whatItIs(one)}`,
    ...nextFor(one).map((line) => `  ${line}`),
    ...(difference === undefined ? [] : ["", difference.trimEnd()]),
  ].join("\n");
}

/** From what runs to what is generated: what pasting it again changes. */
const differenceOf = ({ state, file, slug, text, generated }: Compared, style: Style): string | undefined =>
  isInOrder({ state }) || generated === undefined
    ? undefined
    : diffText([visibleName(file), `${slug}/body.liquid`], asPasted(text), asPasted(generated.text), style);
