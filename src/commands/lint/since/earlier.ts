import { resolve } from "node:path";
import { shownPath } from "../../../braze/read-source.js";
import { type Diagnostic, sorted } from "../../../diagnostics/diagnostic.js";
import { lineOf, Tally } from "../../../diagnostics/same-finding.js";
import type { Host } from "../../../host.js";
import { jsonText } from "../../../source/json-text.js";
import { lintTargets, type RunOptions } from "../run.js";
import { type LintTarget, type LintTargets, targetsThen } from "../targets.js";
import { filesThen } from "./files-then.js";
import { type Changes, changesSince } from "./git.js";

/** What lint would have looked at, and found, at an earlier commit. */
export interface Earlier {
  /** Without the targets that are as they were, with all that is read with them. */
  readonly changed: LintTargets;
  /** Leaves out what was there then. */
  withoutOld(found: readonly Diagnostic[], options: RunOptions): readonly Diagnostic[];
}

export async function earlier(
  host: Host,
  ref: string,
  now: LintTargets,
  options: { readonly config?: string },
): Promise<Earlier> {
  const changes = await changesSince(host, ref);
  const hostThen: Host = { ...host, files: filesThen(host.files, changes) };
  const then = await targetsThen(hostThen, now, options, (path) => formerPath(path, changes));
  const nameThen = new Map(then.targets.map((target) => [target.body.name, target]));
  const formerName = (name: string) => shownPath(host, formerPath(resolve(host.cwd, name), changes));
  const isSame = (target: LintTarget) => {
    const former = nameThen.get(target.origin ? target.body.name : formerName(target.body.name));
    return former !== undefined && then.config === now.config && isAsItWas(target, former);
  };
  const targets = now.targets.filter((target) => !isSame(target));
  const names = new Set(targets.map(({ body, origin }) => (origin ? body.name : formerName(body.name))));
  const scope = targets.length < now.targets.length ? "files" : now.scope;
  const compared = { ...then, scope, targets: then.targets.filter(({ body }) => names.has(body.name)) };
  return {
    changed: { ...now, scope, targets },
    withoutOld: (found, run) => {
      const old = new Tally();
      const fileOf = ({ span }: Diagnostic) => span?.source.name ?? "";
      for (const one of sorted(lintTargets(hostThen, compared, run).diagnostics))
        old.add(fileOf(one), one.code, lineOf(one));
      return sorted(found).filter(
        (one) =>
          one.kind.exitCode === 3 ||
          !old.take(one.span ? formerName(fileOf(one)) : "", one.code, lineOf(one)),
      );
    },
  };
}

const formerPath = (path: string, { formerPath }: Changes): string => formerPath.get(path) ?? path;

/** Whether nothing that lint reads of a webhook has changed. */
function isAsItWas(now: LintTarget, then: LintTarget): boolean {
  const texts = ({ body, url, headers, contentBlocks }: LintTarget) =>
    jsonText([body.text, url?.text, headers?.text, [...(contentBlocks ?? [])].sort()]);
  return texts(now) === texts(then);
}
