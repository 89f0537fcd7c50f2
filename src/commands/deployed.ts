import { join } from "node:path";
import type { Command } from "commander";
import { shownPath } from "../braze/read-source.js";
import type { Config } from "../config/model/config.js";
import { UserError } from "../diagnostics/diagnostic.js";
import { staleOutput } from "../diagnostics/findings.js";
import { generatedBodies } from "../generate/artifacts.js";
import { readStamp } from "../generate/body/stamp.js";
import { type Deployed, manifestFile } from "../handoff/manifest.js";
import type { Host } from "../host.js";
import type { Console } from "./shared/console.js";
import type { CommandContext } from "./shared/context.js";
import { knownSlugs } from "./shared/generated.js";
import { requireWebhooks } from "./shared/load.js";
import { type ConfigOptions, examples, projectOptions } from "./shared/options.js";
import { changesOf, deployedMarks, withMarks } from "./shared/output/changes.js";
import { lockedWhile } from "./shared/output/lock.js";
import { outputFolder } from "./shared/output/output-folder.js";
import { replaceFile } from "./shared/output/replace-file.js";
import { writingTo } from "./shared/output/writing.js";

interface DeployedOptions extends ConfigOptions {
  readonly out?: string;
}

export function configure(command: Command, context: CommandContext): void {
  projectOptions(command)
    .argument("[slug...]", "campaigns whose bodies were just pasted; without any, what was marked is shown")
    .option("-o, --out <folder>", "where generate writes (default: webhooks beside the config)")
    .addHelpText(
      "after",
      examples(
        ["mi-braze deployed product_viewed", "mi-braze deployed"],
        "Exit codes: 0 marked, or all are today's; 1 a body is out of date or was never pasted; 2 wrong command line; 3 a file cannot be read or written.",
      ),
    )
    .action((slugs: readonly string[], options: DeployedOptions) =>
      context.run(options, (console) => deployed(context.host, slugs, options, console)),
    );
}

async function deployed(
  host: Host,
  slugs: readonly string[],
  options: DeployedOptions,
  console: Console,
): Promise<number> {
  const config = await requireWebhooks(host, options, console);
  const out = outputFolder(host, config, options);
  const shown = shownPath(host, out);
  const wanted = knownSlugs(slugs, config);
  const today = new Map(generatedBodies(config).map(({ slug, text }) => [slug, readStamp(text)!.version!]));
  const talk = (line: string) => console.talk(line);
  return await writingTo(shown, async () => {
    const marks = await marksIn(host, out, shown);
    if (wanted.size === 0) return list(today, marks, console);
    const day = host.now().toISOString().slice(0, 10);
    const now = Object.fromEntries([...wanted].map((slug) => [slug, { version: today.get(slug)!, day }]));
    await lockedWhile(host, out, talk, () => mark(host, out, config, now));
    for (const [slug, { version }] of Object.entries(now))
      console.data(`${slug}  version ${version}, pasted ${day}`);
    console.talk(`Commit ${shown}/${manifestFile}, so that others know.`);
    return 0;
  });
}

async function marksIn(host: Host, out: string, shown: string): Promise<Marks> {
  const marks = await deployedMarks(host.files, out);
  if (marks === undefined) throw notGenerated(`there is no ${shown}/${manifestFile}`);
  return marks;
}

/** Adds marks to the manifest. What is marked is what is in the folder, and that has to be what the config means. */
async function mark(host: Host, out: string, config: Config, now: Marks): Promise<void> {
  const shown = shownPath(host, out);
  const changes = await changesOf(host, out, config, undefined);
  const stale = changes.filter(
    ({ path, kind }) =>
      kind !== "unchanged" &&
      (path === manifestFile || Object.keys(now).some((slug) => path === `${slug}/body.liquid`)),
  );
  if (stale.length > 0)
    throw notGenerated(...stale.map(({ path }) => `${shown}/${path} is not what the config means`));
  const text = await withMarks(host.files, out, { ...(await marksIn(host, out, shown)), ...now });
  await replaceFile(host, join(out, manifestFile), text, { asIs: false });
}

type Marks = Readonly<Record<string, Deployed>>;

/** Each campaign's mark beside what is generated today. */
function list(
  today: ReadonlyMap<string, string>,
  marks: Readonly<Record<string, Deployed>>,
  console: Console,
): number {
  const { ok, failed } = console.out.marks;
  let exitCode = 0;
  for (const [slug, version] of today) {
    const mark = Object.hasOwn(marks, slug) ? marks[slug] : undefined;
    const isToday = mark?.version === version;
    if (!isToday) exitCode = 1;
    const what = mark ? `version ${mark.version}, pasted ${mark.day}` : "never marked as pasted";
    const next = isToday ? "" : `; today's is ${version}: paste body.liquid, then mi-braze deployed ${slug}`;
    console.data(`${isToday ? console.out.green(ok) : console.out.red(failed)} ${slug}  ${what}${next}`);
  }
  const left = Object.keys(marks).filter((slug) => !today.has(slug));
  if (left.length > 0)
    console.talk(`Pasted, and no longer in the config: ${left.join(", ")}. Stop them in Braze.`);
  return exitCode;
}

const notGenerated = (...messages: string[]): UserError =>
  new UserError(
    messages.map((message) =>
      staleOutput.report(message, { notes: ["Run mi-braze generate first, and paste what it writes."] }),
    ),
    1,
  );
