import { join } from "node:path";
import { shownPath } from "../../braze/read-source.js";
import { configMissingKey } from "../../config/findings.js";
import { hasErrors, UserError } from "../../diagnostics/diagnostic.js";
import { feedSchema, signalCampaigns } from "../../generate/signal/feed-schema.js";
import { signalFiles, signalFolder } from "../../generate/signal/files.js";
import type { Host } from "../../host.js";
import { changeLine, refuseForeign, reportCheck } from "../shared/change-report.js";
import type { Console } from "../shared/console.js";
import type { ConfigOptions } from "../shared/options.js";
import { applyChanges } from "../shared/output/apply.js";
import { changesOf } from "../shared/output/changes.js";
import { lockedWhile } from "../shared/output/lock.js";
import { outputFolder } from "../shared/output/output-folder.js";
import { writingTo } from "../shared/output/writing.js";
import { requireSignal } from "./require.js";

export interface SignalGenerateOptions extends ConfigOptions {
  readonly out?: string;
  readonly check?: boolean;
  readonly force?: boolean;
}

export async function signalGenerate(
  host: Host,
  options: SignalGenerateOptions,
  console: Console,
): Promise<number> {
  const { config, signal } = await requireSignal(host, options, console);
  if (signalCampaigns(config).length === 0)
    throw new UserError(
      [
        configMissingKey.report("no campaign goes through Signal", {
          notes: ["Write targets: [signal] or [braze, signal] in a campaign."],
        }),
      ],
      1,
    );
  const { diagnostics } = feedSchema(config);
  if (hasErrors(diagnostics)) throw new UserError(diagnostics, 1);
  const { out: folder } = options;
  // Beside the campaigns' files, with a manifest of its own.
  const out = join(outputFolder(host, config, folder === undefined ? {} : { out: folder }), signalFolder);
  const shown = shownPath(host, out);
  const talk = (line: string) => console.talk(line);
  return await writingTo(shown, async () => {
    const files = signalFiles(config, signal);
    const look = () => changesOf(host, out, config, undefined, files);
    const found = await look();
    if (options.check) return reportCheck(found, shown, "signal generate", console);
    const touched = found.filter(({ kind }) => kind !== "unchanged");
    if (touched.length === 0) {
      console.talk(`Nothing changed: ${shown}/ is up to date.`);
      return 0;
    }
    return lockedWhile(host, out, talk, async () => {
      const changes = await look();
      if (!options.force) refuseForeign(changes, shown, "signal generate");
      await applyChanges(host, out, changes);
      for (const change of changes)
        if (change.kind !== "unchanged") console.data(changeLine(change, shown, console));
      console.talk(`Next: follow ${shown}/checklist.md, then npx mi-braze signal install.`);
      return 0;
    });
  });
}
