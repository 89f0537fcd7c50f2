import { dirname, join } from "node:path";
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { contentBlocksFolder } from "../../braze/content-blocks-folder.js";
import { readSources, shownPath } from "../../braze/read-source.js";
import { headersFile, urlFile } from "../../braze/webhook-files.js";
import { type Diagnostic, type FindingKind, UserError } from "../../diagnostics/diagnostic.js";
import { wrongUsage } from "../../diagnostics/findings.js";
import { secretsIn } from "../../diagnostics/secrets.js";
import type { Host } from "../../host.js";
import { diffText } from "../../report/diff-text.js";
import { type Beside, repairBeside } from "../../rules/repair/beside.js";
import { type BlockRepair, bearsBlocks, type Repair, repair } from "../../rules/repair/repair.js";
import type { WebhookFiles } from "../../rules/subject/webhook.js";
import { mostBytes } from "../../source/most-bytes.js";
import { readText } from "../../source/read-text.js";
import { Console } from "../shared/console.js";
import { forFile } from "../shared/for-file.js";
import { replaceFile } from "../shared/output/replace-file.js";
import { bodiesOf } from "./paths.js";
import type { LintTarget, LintTargets } from "./targets.js";

export interface FixOptions {
  readonly dryRun: boolean;
  /** The diff of a dry run is what stdout is for. */
  readonly showsDiff: boolean;
  /** The kinds to fix; absent for all. */
  readonly only: ReadonlySet<FindingKind> | undefined;
}

/**
 * Fixes what can be fixed safely, in the file where the fault is: files are written whole or not at all, stdin goes to
 * stdout, and a dry run prints what it would change.
 * @returns the targets as they are now, or would be
 */
export async function fixTargets(
  host: Host,
  found: LintTargets,
  options: FixOptions,
  console: Console,
): Promise<LintTargets> {
  const fixing = new Fixing(host, found, options, console);
  for (const index of found.targets.keys()) await fixing.fix(index);
  return fixing.fixed();
}

/** A file that is another now, or would be. */
export interface Change {
  /** As findings name it. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly made: readonly string[];
  /** Absent for stdin. */
  readonly path: string | undefined;
  placeBefore(place: number): number;
}

/** What `--fix` would change, file by file. */
export async function changesFor(host: Host, found: LintTargets): Promise<Change[]> {
  const options = { dryRun: true, showsDiff: false, only: undefined };
  const fixing = new Fixing(host, found, options, new Console(host, { quiet: true }));
  for (const index of found.targets.keys()) await fixing.fix(index);
  return fixing.changes();
}

/** Makes a change that was found. */
export async function writeChange(
  host: Host,
  path: string,
  { before, after }: Pick<Change, "before" | "after">,
): Promise<void> {
  await replaceFile(host, path, `${await markOf(host, path, before)}${after}`);
}

class Fixing {
  /** As they are now, or would be; absent where nothing is known of one, so that it is not looked at again either. */
  readonly #targets: (LintTarget | undefined)[];
  readonly #diagnostics: Diagnostic[];
  /** What was changed for each target. */
  readonly #changes = new Map<number, Change[]>();
  /** Folders whose URL and headers were looked at. */
  readonly #folders = new Set<string>();

  constructor(
    private readonly host: Host,
    private readonly found: LintTargets,
    private readonly options: FixOptions,
    private readonly console: Console,
  ) {
    this.#targets = [...found.targets];
    this.#diagnostics = [...found.diagnostics];
  }

  changes(): Change[] {
    return [...this.#changes.values()].flat();
  }

  fixed(): LintTargets {
    const targets = this.#targets.flatMap((target, index) => {
      if (!target) return [];
      const own = this.#changes.get(index) ?? [];
      const seen = [...this.#changes].flatMap(([of, changes]) =>
        of !== index && folderOf(this.#targets[of]) === folderOf(target) ? changes : [],
      );
      if (!this.options.dryRun || own.length + seen.length === 0) return [target];
      const files = [...own, ...seen].map(
        ({ name, before: text, placeBefore }) =>
          [name, { source: { name, text, secrets: secretsIn(text) }, placeBefore }] as const,
      );
      const patch = own.length > 0 ? own.map(patchOf).join("") : undefined;
      return [{ ...target, asIs: { files: new Map(files), patch } }];
    });
    return { ...this.found, targets, diagnostics: this.#diagnostics };
  }

  async fix(index: number): Promise<void> {
    const { host, found, options } = this;
    const target = this.#targets[index]!;
    const { path } = target;
    let repaired: Repair;
    try {
      const others = path === undefined ? [] : await this.#othersBeside(path, target);
      repaired = forFile(host, target.body.name, () =>
        repair(target, {
          ignore: found.ignores,
          only: options.only,
          ...(path === undefined
            ? {}
            : { mayChange: (blocks) => others.every((other) => bearsBlocks(other, blocks)) }),
        }),
      );
    } catch (error) {
      this.#failed(error);
      this.#targets[index] = undefined;
      return;
    }
    const { text, made, contentBlocks, placeBefore } = repaired;
    const { name, text: before } = target.body;
    if (text !== before) {
      const change = { name, before, after: text, made, path, placeBefore };
      if (await this.#change(index, change))
        this.#targets[index] = { ...target, body: { ...target.body, text } };
    } else if (path === undefined && !options.dryRun) this.#diagnostics.push(...printed(host, text));
    if (path === undefined) return;
    for (const [block, after] of contentBlocks) await this.#changeBlock(index, path, block, after);
    await this.#fixBeside(index, dirname(path));
  }

  /** Templates in the folder of one, as they are: its Content Blocks are theirs. */
  async #othersBeside(path: string, { contentBlocks, data }: LintTarget): Promise<WebhookFiles[]> {
    if (!contentBlocks?.size) return [];
    const { host } = this;
    const known = this.#targets.filter((one) => folderOf(one) === dirname(path));
    const paths = await bodiesOf(host, dirname(path), "*.liquid");
    const unread = paths.filter((one) => !known.some((target) => target?.path === one));
    const { sources } = await readSources(host, unread);
    return [
      ...known.flatMap((one) => (one && one.path !== path ? [one] : [])),
      ...sources.map((body) => ({ body, contentBlocks, data })),
    ];
  }

  async #changeBlock(
    index: number,
    path: string,
    block: string,
    { text: after, made, placeBefore }: BlockRepair,
  ): Promise<void> {
    const before = this.#targets[index]?.contentBlocks?.get(block);
    if (before === undefined) return;
    const file = join(dirname(path), contentBlocksFolder, `${block}.liquid`);
    const change = {
      name: shownPath(this.host, file),
      before,
      after,
      made,
      path: file,
      placeBefore,
    };
    if (!(await this.#change(index, change))) return;
    this.#update(dirname(path), (target) => ({
      contentBlocks: new Map([...(target.contentBlocks ?? []), [block, after]]),
    }));
  }

  /** The URL and the headers of a folder, once for all bodies in it. */
  async #fixBeside(index: number, folder: string): Promise<void> {
    if (this.#folders.has(folder)) return;
    this.#folders.add(folder);
    const { found, options } = this;
    for (const [what, file] of besides) {
      const target = this.#targets[index];
      const source = target?.[what];
      const fixed = source && repairBeside(target, what, { ignore: found.ignores, only: options.only });
      if (!fixed) continue;
      const { text: after, made, placeBefore } = fixed;
      const { name, text: before } = source;
      if (await this.#change(index, { name, before, after, made, path: join(folder, file), placeBefore }))
        this.#update(folder, () => ({ [what]: { ...source, text: after } }));
    }
  }

  /** What is another now for every target of a folder. */
  #update(folder: string, by: (target: LintTarget) => Partial<LintTarget>): void {
    for (const [index, target] of this.#targets.entries())
      if (target && folderOf(target) === folder) this.#targets[index] = { ...target, ...by(target) };
  }

  /** @returns whether it is so now, or would be */
  async #change(index: number, change: Change): Promise<boolean> {
    const { host, console, options } = this;
    const { name, before, after, made, path } = change;
    if (options.dryRun) {
      if (options.showsDiff) console.data(diffText([name, name], before, after, console.out));
    } else if (path === undefined) this.#diagnostics.push(...printed(host, after));
    else {
      try {
        await writeChange(host, path, change);
      } catch (error) {
        this.#failed(error);
        return false;
      }
    }
    this.#changes.set(index, [...(this.#changes.get(index) ?? []), change]);
    console.talk(`${name}: ${options.dryRun ? "would make " : ""}${counted(made)}`);
    return true;
  }

  #failed(error: unknown): void {
    if (!(error instanceof UserError)) throw error;
    this.#diagnostics.push(...error.diagnostics);
  }
}

const besides: readonly (readonly [what: Beside, file: string])[] = [
  ["url", urlFile],
  ["headers", headersFile],
];

const folderOf = (target: LintTarget | undefined): string | undefined =>
  target?.path === undefined ? undefined : dirname(target.path);

const mark = "\ufeff";

/** The byte order mark of a file whose text was read without it; one that was read may be what is fixed. */
async function markOf(host: Host, path: string, read: string): Promise<string> {
  const there = await readText(host, path, mostBytes.template);
  return there.startsWith(mark) && !read.startsWith(mark) ? mark : "";
}

/** What `git apply` and `patch` take. */
function patchOf({ name, before, after }: Change): string {
  return createTwoFilesPatch(name, name, before, after, undefined, undefined, {
    headerOptions: FILE_HEADERS_ONLY,
  });
}

/** The text of stdin as it is now. Masked, it would no longer be the text that was piped in: it is not printed at all. */
function printed(host: Host, text: string): Diagnostic[] {
  if (host.secrets.masked(text) !== text) return [notPrinted];
  host.stdout.writeFile(text);
  return [];
}

const notPrinted = wrongUsage.report("the text of stdin holds a credential, so it is not printed", {
  notes: ["Give the file itself to lint --fix, or take the credential out: a placeholder stands for it."],
});

/** `3 fixes: Add the comma; Write | json_escape as the last filter (2)` */
function counted(made: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const title of made) counts.set(title, (counts.get(title) ?? 0) + 1);
  const list = [...counts].map(([title, count]) => (count > 1 ? `${title} (${count})` : title));
  return `${made.length} ${made.length === 1 ? "fix" : "fixes"}: ${list.join("; ")}`;
}
