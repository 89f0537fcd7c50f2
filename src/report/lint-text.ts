import { type Diagnostic, sorted } from "../diagnostics/diagnostic.js";
import { isJsonObject } from "../source/json.js";
import { jsonText } from "../source/json-text.js";
import { shortenedInside } from "../source/shortened.js";
import type { LintedFile, LintResult } from "./lint-report.js";
import type { Style } from "./style.js";

const mostPages = 10;
/** Characters of a user that are shown, and of a text or items of a list in it. */
const mostShown = 1200;
const longText = 80;
const longList = 5;

export interface LintTextOptions {
  readonly ofConfig: boolean;
  /** Findings that `--fix` would leave none of. */
  readonly fixes: number;
}

/** What comes after the findings of `lint`: a user to try the first fault with, what can be fixed, the findings' pages. */
export function lintText(
  { files, diagnostics, known }: LintResult,
  { ofConfig, fixes }: LintTextOptions,
  style: Style,
): string {
  if (diagnostics.length === 0) {
    const bodies = `${files.length} ${files.length === 1 ? "body" : "bodies"}`;
    const clean = ofConfig ? ["the config", ...(files.length > 0 ? [bodies] : [])] : [bodies];
    if (files.some(({ diff }) => diff !== undefined))
      return `${style.marks.ok} No findings would be left; nothing was written.`;
    return [
      `${style.marks.ok} No ${known ? "new " : ""}findings in ${clean.join(" and ")}.`,
      ...knownLines(known),
    ].join("\n");
  }
  const told = known ? files.filter(({ file }) => diagnostics.some((one) => isOf(one, file))) : files;
  return [
    ...witnessLines(told, style),
    ...fixLines(sorted(diagnostics).length, fixes).map((line) => style.wrap(line, 2)),
    ...pageLines(diagnostics, style),
    ...knownLines(known),
  ].join("\n");
}

/** A finding of a generated body is shown in the config, and has its place in the body as a note. */
const isOf = ({ span, notes }: Diagnostic, file: string): boolean =>
  [span, ...notes.map((note) => note.span)].some((one) => one?.source.name === file);

function knownLines(known: LintResult["known"]): string[] {
  const shown = (known ?? []).filter(({ count }) => count > 0);
  return shown.length === 0
    ? []
    : [`Not shown: ${shown.map(({ count, why }) => `${count} ${why}`).join(", ")}.`];
}

function witnessLines(files: readonly LintedFile[], style: Style): string[] {
  const [first, ...others] = files.filter(({ witness }) => witness);
  if (!first) return [];
  const rest =
    others.length === 0
      ? []
      : [
          `--format json has one for ${others.length === 1 ? "the other file" : `each of ${others.length} others`}.`,
        ];
  const whole = jsonText(first.witness);
  const shown = jsonText(cut(first.witness));
  return [
    style.wrap(
      `A user for whom ${first.file} breaks; save it and see with mi-braze preview --template ${first.file} --user:`,
      2,
    ),
    shortenedInside(shown, mostShown),
    ...(shown === whole && whole.length <= mostShown
      ? []
      : ["Long values are cut here; --format json has it whole."]),
    ...rest,
  ];
}

/** A user whose long texts and lists are cut, so that the whole of it can be seen. */
function cut(value: unknown): unknown {
  if (typeof value === "string") return shortenedInside(value, longText);
  if (Array.isArray(value))
    return value.length > longList
      ? [...value.slice(0, longList).map(cut), `… and ${value.length - longList} more`]
      : value.map(cut);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cut(one)]));
}

function fixLines(found: number, fixes: number): string[] {
  if (fixes === 0) return [];
  const what = found === 1 ? "it" : fixes === found ? "them all" : `${fixes} of them`;
  return [`npx mi-braze lint --fix fixes ${what}; --fix --dry-run shows how.`];
}

/** In the order of the findings, so that the first thing to read is the first to fix. */
function pageLines(diagnostics: readonly Diagnostic[], style: Style): string[] {
  const [first, ...others] = new Set(sorted(diagnostics).map(({ code }) => code));
  const shown = others.slice(0, mostPages).join(", ");
  const more = others.length > mostPages ? ` and ${others.length - mostPages} more` : "";
  return [style.wrap(`More: mi-braze explain ${first}${shown && style.dim(`; also ${shown}${more}`)}`, 2)];
}
