import { dirname, relative, resolve } from "node:path";
import { at } from "../../config/tree.js";
import { type Diagnostic, sorted, UserError } from "../../diagnostics/diagnostic.js";
import { baselineNotUsable, staleBaseline } from "../../diagnostics/findings.js";
import { lineOf, Tally } from "../../diagnostics/same-finding.js";
import { type Files, fileReason, type Host, isMissing } from "../../host.js";
import { type JsonNode, parseJson } from "../../source/json.js";
import { jsonText, quoted } from "../../source/json-text.js";
import { mostBytes } from "../../source/most-bytes.js";
import { readText } from "../../source/read-text.js";
import { positionOf, type Source, type Span, spanOf } from "../../source/source.js";
import { replaceFile } from "../shared/output/replace-file.js";

/** Findings that were there when the file was written: lint tells of others only. */
export interface Baseline {
  /** Absolute path. */
  readonly path: string;
  readonly entries: readonly Entry[];
}

/** A finding that is known by its file, its code and the text of its line. */
interface Entry {
  /** Relative to the baseline's folder, with forward slashes. */
  readonly file: string;
  readonly code: string;
  readonly line: string;
  readonly count: number;
  readonly span?: Span;
}

/**
 * @returns undefined where there is no such file
 * @throws UserError when it cannot be read, or is not a baseline
 */
export async function readBaseline(
  host: Pick<Host, "cwd" | "files" | "secrets">,
  name: string,
): Promise<Baseline | undefined> {
  const path = resolve(host.cwd, name);
  let text: string;
  try {
    text = await readText(host, path, mostBytes.template);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new UserError(
      [baselineNotUsable.report(`cannot read the baseline "${name}": ${fileReason(error)}`)],
      3,
    );
  }
  const source: Source = { name, text };
  const { root, faults } = parseJson(source);
  if (faults.length > 0 || !root) {
    const [fault] = faults;
    const conflict = /^(<{7}|={7}|>{7})( |$)/m.test(source.text);
    throw damaged(
      source,
      fault ?? { start: 0, end: 0 },
      conflict
        ? `the baseline "${name}" has the marks of a merge conflict in it`
        : `the baseline "${name}" is not JSON: ${fault?.message ?? "it is empty"}`,
    );
  }
  return { path, entries: entriesIn(source, root) };
}

export const noBaseline = (name: string): UserError =>
  new UserError(
    [
      baselineNotUsable.report(`there is no baseline "${name}"`, {
        notes: ["Run the same command with --update-baseline to write what is found now into it."],
      }),
    ],
    3,
  );

function damaged(source: Source, { start, end }: { start: number; end: number }, message: string): UserError {
  const notes = [
    "Delete the file and run the same command with --update-baseline: it writes what is found now.",
  ];
  return new UserError([baselineNotUsable.report(message, { span: spanOf(source, start, end), notes })], 3);
}

function entriesIn(source: Source, root: JsonNode): Entry[] {
  const version = at(root, "version");
  const findings = at(root, "findings");
  if (version?.kind === "number" && version.value !== 1 && findings)
    throw damaged(
      source,
      version,
      `the baseline is of version ${version.text}; this mi-braze reads and writes version 1`,
    );
  if (version?.value !== 1 || !findings?.items)
    throw new UserError(
      [
        baselineNotUsable.report(`"${source.name}" is not a baseline of mi-braze`, {
          span: spanOf(source, root.start, root.start + 1),
          notes: [
            'A baseline is {"version": 1, "findings": […]}, as --update-baseline writes it. Name another file: this one is left as it is.',
          ],
        }),
      ],
      3,
    );
  return findings.items.map((node) => {
    const [file, code, line] = ["file", "code", "line"].map((name) => at(node, name));
    const count = at(node, "count");
    const wrong = [file, code, line].some((one) => one?.kind !== "string");
    const whole = count === undefined || (Number.isInteger(count.value) && Number(count.value) > 0);
    if (wrong || !whole)
      throw damaged(
        source,
        node,
        `an entry of the baseline needs "file", "code" and "line", each a string${whole ? "" : ', and a "count" from 1'}`,
      );
    const text = (one: JsonNode | undefined) => String(one!.value);
    return {
      file: text(file),
      code: text(code),
      line: text(line),
      count: Number(count?.value ?? 1),
      span: spanOf(source, node.start, node.end),
    };
  });
}

/** What could not be looked at is not a finding to get used to. */
const isOld = ({ kind }: Diagnostic): boolean => kind.exitCode !== 3;

/** How a baseline calls the file of a finding. */
const fileIn = (path: string, cwd: string, name: string): string =>
  /^<.*>$/.test(name) ? name : relative(dirname(path), resolve(cwd, name)).replaceAll("\\", "/");

const entryOf = (found: Diagnostic, path: string, cwd: string): Entry => ({
  file: found.span ? fileIn(path, cwd, found.span.source.name) : "",
  code: found.code,
  line: lineOf(found),
  count: 1,
});

/** Which files this run has looked at, so that it knows what is no longer in them. */
export interface Looked {
  /** Every file that there is. */
  readonly all: boolean;
  /** Names as they are shown. */
  readonly files: readonly string[];
}

/** Leaves out what the baseline knows; what it knows and is no longer there is a finding itself. */
export async function withoutBaseline(
  host: Pick<Host, "cwd" | "files" | "secrets">,
  baseline: Baseline,
  found: readonly Diagnostic[],
  looked: Looked,
): Promise<{ readonly left: readonly Diagnostic[]; readonly known: number }> {
  const tally = new Tally();
  for (const { file, code, line, count } of baseline.entries) tally.add(file, code, line, count);
  const all = sorted(found);
  const left = all.filter((one) => {
    const { file, code, line } = entryOf(one, baseline.path, host.cwd);
    return !(isOld(one) && tally.take(file, code, line));
  });
  const stale: { readonly entry: Entry; readonly count: number }[] = [];
  for (const entry of baseline.entries) {
    const { file, code, line, count } = entry;
    const gone = Math.min(count, tally.left(file, code, line));
    for (let index = 0; index < gone; index++) tally.take(file, code, line);
    if (gone > 0 && (await wasLooked(host, baseline, looked, file))) stale.push({ entry, count: gone });
  }
  return { left: [...left, ...staleFindings(stale)], known: all.length - left.length };
}

async function wasLooked(
  { cwd, files }: Pick<Host, "cwd" | "files" | "secrets">,
  { path }: Baseline,
  looked: Looked,
  file: string,
): Promise<boolean> {
  if (looked.files.some((name) => fileIn(path, cwd, name) === file)) return true;
  if (/^<.*>$/.test(file)) return false;
  return looked.all || (await isGone(files, resolve(dirname(path), file)));
}

const isGone = async (files: Files, path: string): Promise<boolean> =>
  (await files.kind(path).catch(() => "other" as const)) === undefined;

/** One finding for each file: whoever fixes a file has many of them at once. */
function staleFindings(stale: readonly { readonly entry: Entry; readonly count: number }[]): Diagnostic[] {
  const files = new Map<string, typeof stale>();
  for (const one of stale) files.set(one.entry.file, [...(files.get(one.entry.file) ?? []), one]);
  return [...files].map(([file, entries]) => {
    const count = entries.reduce((sum, one) => sum + one.count, 0);
    const what = count === 1 ? "a finding" : `${count} findings`;
    const where = file === "" ? "" : ` in ${quoted(file)}`;
    return staleBaseline.report(
      `the baseline lists ${what}${where} that ${count === 1 ? "is" : "are"} no longer there`,
      {
        span: entries[0]!.entry.span,
        notes: [
          ...entries.map(({ entry: { code, line, span }, count: times }) => ({
            message: `line ${positionOf(span!.source, span!.start).line}: ${code}${times > 1 ? ` (${times})` : ""} ${line}`,
          })),
          "Run the same command with --update-baseline: left in place, they would hide the next one.",
        ],
      },
    );
  });
}

/** What is found now, and of files that were not looked at what was known before. */
export async function updatedBaseline(
  host: Host,
  name: string,
  before: Baseline | undefined,
  found: readonly Diagnostic[],
  looked: Looked,
): Promise<{ readonly left: readonly Diagnostic[]; readonly known: number; readonly kept: number }> {
  const path = resolve(host.cwd, name);
  const kept: Entry[] = [];
  for (const entry of before?.entries ?? [])
    if (!(await wasLooked(host, before!, looked, entry.file))) kept.push(entry);
  const all = sorted(found);
  const old = all.filter(isOld);
  const entries = grouped([...kept, ...old.map((one) => entryOf(one, path, host.cwd))]);
  await host.files.makeFolder(dirname(path)).catch(() => {});
  await replaceFile(host, path, textOf(entries), { asIs: false });
  return { left: all.filter((one) => !isOld(one)), known: old.length, kept: kept.length };
}

/** A finding a line, so that a diff and a merge are of findings. */
const textOf = (entries: readonly object[]): string =>
  `{\n  "version": 1,\n  "findings": [${entries.map((one, index) => `${index > 0 ? "," : ""}\n    ${jsonText(one)}`).join("")}\n  ]\n}\n`;

/** Sorted, so that two people who update it change the same lines. */
function grouped(entries: readonly Entry[]): object[] {
  const groups = new Map<string, Entry>();
  for (const { file, code, line, count } of entries) {
    const key = [file, code, line].join("\0");
    groups.set(key, { file, code, line, count: count + (groups.get(key)?.count ?? 0) });
  }
  return [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { count, ...entry }]) => (count > 1 ? { ...entry, count } : entry));
}
