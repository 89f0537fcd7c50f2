import { dirname, relative, resolve } from "node:path";
import type { Settings } from "../../config/model/config.js";
import type { Host } from "../../host.js";
import type { ConfigIgnore } from "../../rules/ignore/ignoring.js";
import { isAmong } from "../../verify/glob.js";

/** What a config ignores; its files count from its own folder. */
export function configIgnores(host: Pick<Host, "cwd">, settings: Settings): ConfigIgnore[] {
  const folder = dirname(settings.file);
  // A generated body is known by its name too, since no file has to stand for it.
  const namesOf = (file: string) => [file, relative(folder, resolve(host.cwd, file))];
  return settings.ignore.map(({ kind, reason, files, path }) => ({
    kind,
    reason,
    files,
    span: settings.spanOf(path),
    matches: (file) =>
      files === undefined || namesOf(file).some((name) => files.some((pattern) => isAmong(name, pattern))),
  }));
}
