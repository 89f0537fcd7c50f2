import { readStamp } from "../../generate/body/stamp.js";
import { sha256 } from "../../handoff/manifest.js";
import type { Host } from "../../host.js";
import { jsonText } from "../../source/json-text.js";
import { type Change, changesFor, writeChange } from "../lint/fix.js";
import { configTargets, fileTargets, type LintTargets } from "../lint/targets.js";
import type { Answer } from "./answer.js";
import { insideOf } from "./inside.js";

/** A file of which something can be fixed, as a page shows it before it is written. */
interface ShownFix {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  /** What is done, fix by fix. */
  readonly made: readonly string[];
  /** By what somebody who has looked at it names it. */
  readonly seen: string;
}

/** What `lint --fix` would change in the bodies of a project that somebody wrote. */
export class Fixes {
  #looked: { readonly at: string; readonly changes: readonly Change[] } | undefined;

  constructor(
    private readonly host: Host,
    private readonly options: { readonly config?: string },
  ) {}

  async shown(folder: string): Promise<readonly ShownFix[]> {
    const mask = (text: string) => this.host.secrets.masked(text);
    return (await this.#changes(folder)).map((change) => ({
      file: change.name,
      before: mask(change.before),
      after: mask(change.after),
      made: change.made,
      seen: printOf(change),
    }));
  }

  /** Writes a fix that somebody has looked at; where the file is another since, they look again. */
  async write(folder: string, file: string, seen: string): Promise<Answer> {
    const { host } = this;
    const change = (await this.#changes(folder)).find(({ name }) => name === file);
    if (!change?.path || printOf(change) !== seen)
      return { fault: `${file} is not as it was when you looked at it; look again` };
    if ((await insideOf(host.files, folder, change.path)) === undefined)
      return { fault: `${file} is outside the project; fix it with mi-braze lint --fix ${file}` };
    await writeChange(host, change.path, change);
    return { written: file };
  }

  /** Looks at texts once, however often a page asks. */
  async #changes(folder: string): Promise<readonly Change[]> {
    const found = await this.#targets(folder);
    const at = sha256(
      jsonText(
        found.targets.map(({ body, url, headers, contentBlocks }) => [
          ...[body, url, headers].map((one) => [one?.name, one?.text]),
          contentBlocks,
        ]),
      ),
    );
    if (this.#looked?.at !== at) this.#looked = { at, changes: await changesFor(this.host, found) };
    return this.#looked.changes;
  }

  /** The bodies that the config says to look at, else all in its folder; what is generated is fixed in the config. */
  async #targets(folder: string): Promise<LintTargets> {
    const configured = await configTargets(this.host, this.options);
    const found =
      configured.scope === "repository" ? configured : await fileTargets(this.host, [folder], this.options);
    return {
      ...found,
      targets: found.targets.filter(({ origin, path, body }) => !origin && path && !readStamp(body.text)),
    };
  }
}

const printOf = ({ name, before, after }: Change): string => sha256(jsonText([name, before, after]));
