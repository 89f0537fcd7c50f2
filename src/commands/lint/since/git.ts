import { join, resolve } from "node:path";
import { UserError } from "../../../diagnostics/diagnostic.js";
import { notComparable } from "../../../diagnostics/findings.js";
import { didYouMean } from "../../../diagnostics/suggest.js";
import type { Host } from "../../../host.js";

/** What happened to the files of a working tree since a commit; paths are absolute. */
export interface Changes {
  /** There now, and not then. */
  readonly added: ReadonlySet<string>;
  /** There then, with another text now or not at all. */
  readonly before: ReadonlySet<string>;
  /** Where a file that was renamed was then. */
  readonly formerPath: ReadonlyMap<string, string>;
  /** The bytes of a file as they would have been checked out then. */
  textThen(path: string): Promise<Uint8Array>;
}

type GitHost = Pick<Host, "run" | "cwd">;

/**
 * What changed between where the branch left `ref` and the working tree, untracked files too.
 * @throws UserError when Git cannot tell
 */
export async function changesSince(host: GitHost, ref: string): Promise<Changes> {
  const top = await topFolder(host);
  const git = (...args: string[]) => ask(host, top, args);
  const base = await mergeBase(git, ref);
  const added = new Set<string>();
  const before = new Set<string>();
  const formerPath = new Map<string, string>();
  const path = (name: string) => join(top, name);
  const status = await wanted(
    git("diff", "--name-status", "-z", "-M", "--no-ext-diff", "--no-relative", base, "--"),
  );
  const parts = status.split("\0");
  for (let index = 0; index + 1 < parts.length; ) {
    const letter = parts[index++]![0];
    const name = path(parts[index++]!);
    if (letter === "R") {
      const now = path(parts[index++]!);
      before.add(name);
      added.add(now);
      formerPath.set(now, name);
    } else if (letter === "A") added.add(name);
    else before.add(name);
  }
  const untracked = await wanted(git("ls-files", "--others", "--exclude-standard", "-z"));
  for (const name of untracked.split("\0")) if (name !== "") added.add(path(name));
  return {
    added,
    before,
    formerPath,
    textThen: async (file) => {
      const name = file.slice(top.length).replaceAll("\\", "/").replace(/^\/+/, "");
      // With the line ends and filters that a checkout would apply.
      const shown = await git("cat-file", "--filters", `${base}:${name}`);
      if (shown.exitCode === 0) return shown.stdout;
      throw Object.assign(new Error(`not in ${base}: ${name}`), { code: "ENOENT" });
    },
  };
}

type Git = (...args: string[]) => ReturnType<typeof ask>;

async function ask(host: GitHost, folder: string, args: readonly string[]) {
  const ended = await host.run("git", args, folder);
  if (!ended) {
    const message = "--changed-since asks Git, and there is no git on this machine";
    throw refused(message, ["Install it, or name the files to lint."]);
  }
  return { ...ended, text: () => new TextDecoder().decode(ended.stdout).replace(/\r?\n$/, "") };
}

/** Of the working tree, as seen from inside it: by way of the same links. */
async function topFolder(host: GitHost): Promise<string> {
  const up = await ask(host, host.cwd, ["rev-parse", "--show-cdup"]);
  const inside = await ask(host, host.cwd, ["rev-parse", "--is-inside-work-tree"]);
  if (up.exitCode === 0 && inside.text() === "true") return resolve(host.cwd, up.text());
  const message = `--changed-since asks Git, and ${host.cwd} is not in a repository`;
  throw refused(message, [said(up.stderr) ?? "Run it in a checkout, or name the files to lint."]);
}

/** The last commit that `ref` and the working tree have in common: what others did since is not ours. */
async function mergeBase(git: Git, ref: string): Promise<string> {
  const commit = await git("rev-parse", "--verify", "--quiet", `${ref}^{commit}`);
  // Git would take it for an option.
  if (ref.startsWith("-") || commit.exitCode !== 0) {
    const names = (await git("for-each-ref", "--format=%(refname:short)")).text().split(/\r?\n/);
    const message = `there is no commit, branch or tag "${ref}" in this repository`;
    throw refused(`${message}${didYouMean(ref, names)}`, [
      ...((await isShallow(git)) ? [shallow] : []),
      ...(names.includes(`origin/${ref}`) ? [`Here it is called origin/${ref}.`] : []),
      "git branch --all and git tag list what there is.",
    ]);
  }
  const base = await git("merge-base", commit.text(), "HEAD");
  if (base.exitCode === 0) return base.text();
  throw refused(
    `"${ref}" and what is checked out have no commit in common`,
    (await isShallow(git)) ? [shallow] : [said(base.stderr) ?? "Name a branch of the same history."],
  );
}

const isShallow = async (git: Git) => (await git("rev-parse", "--is-shallow-repository")).text() === "true";

const shallow =
  "This clone is shallow: it lacks older commits. In GitHub Actions give actions/checkout fetch-depth: 0, elsewhere run git fetch --unshallow.";

async function wanted(asked: ReturnType<typeof ask>): Promise<string> {
  const { exitCode, stdout, stderr } = await asked;
  if (exitCode === 0) return new TextDecoder().decode(stdout);
  throw refused("Git cannot tell what changed", [said(stderr) ?? `It ended with ${exitCode}.`]);
}

/** Git's own words, which name causes that only it knows. */
function said(stderr: string): string | undefined {
  const line = stderr.split("\n").find((one) => one.trim() !== "");
  return line === undefined ? undefined : `Git says: ${line.trim()}`;
}

const refused = (message: string, notes: readonly string[]): UserError =>
  new UserError([notComparable.report(message, { notes })], 3);
