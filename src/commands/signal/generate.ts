import { shownPath } from "../../braze/read-source.js";
import { configMissingKey } from "../../config/findings.js";
import { hasErrors, UserError } from "../../diagnostics/diagnostic.js";
import { staleOutput } from "../../diagnostics/findings.js";
import { feedSchema, signalCampaigns } from "../../generate/signal/feed-schema.js";
import { signalFiles } from "../../generate/signal/files.js";
import type { Host } from "../../host.js";
import type { Console } from "../shared/console.js";
import type { ConfigOptions } from "../shared/options.js";
import { applyChanges } from "../shared/output/apply.js";
import { changesOfFiles } from "../shared/output/changes.js";
import { lockedWhile } from "../shared/output/lock.js";
import { outputFolder } from "../shared/output/output-folder.js";
import { writingTo } from "../shared/output/writing.js";
import { requireSignal } from "./require.js";

export async function signalGenerate(
  host: Host,
  options: ConfigOptions & { readonly out?: string; readonly check?: boolean },
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
  const out = outputFolder(host, config, options.out === undefined ? {} : { out: options.out });
  const shown = shownPath(host, out);
  return await writingTo(shown, async () => {
    const files = signalFiles(config, signal);
    const changes = await changesOfFiles(host.files, out, files);
    const stale = changes.filter(({ kind }) => kind !== "unchanged");
    if (options.check) {
      console.diagnostics(
        stale.map(({ path, kind }) =>
          staleOutput.report(`${shown}/${path} ${kind === "added" ? "is missing" : "differs"}`),
        ),
      );
      console.talk(
        stale.length === 0
          ? `${shown}/signal/ is what the config means.`
          : "Run mi-braze signal generate and commit the result.",
      );
      return stale.length === 0 ? 0 : 1;
    }
    if (stale.length > 0)
      await lockedWhile(host, out, async () =>
        applyChanges(host, out, await changesOfFiles(host.files, out, files)),
      );
    for (const { path, kind } of stale) console.data(`${kind === "added" ? "+" : "~"} ${shown}/${path}`);
    console.talk(
      stale.length === 0
        ? `Nothing changed: ${shown}/signal/ is up to date.`
        : `Next: follow ${shown}/signal/checklist.md, then npx mi-braze signal install.`,
    );
    return 0;
  });
}
