import { dirname, relative, resolve } from "node:path";
import type { Settings } from "../../config/model/config.js";
import type { Host } from "../../host.js";
import type { ConfigIgnore } from "../../rules/ignore/ignoring.js";
import { pathMatcher } from "../../source/glob.js";

/** What a config ignores; its files count from its own folder. */
export function configIgnores(host: Pick<Host, "cwd">, settings: Settings): ConfigIgnore[] {
  const folder = dirname(settings.file);
  // A generated body is known by its name too, since no file has to stand for it.
  const namesOf = (file: string) => [file, relative(folder, resolve(host.cwd, file))];
  return settings.ignore.map(({ kind, reason, files, path }) => {
    const matchers = files?.map(pathMatcher);
    return {
      kind,
      reason,
      files,
      span: settings.spanOf(path),
      matches: (file) =>
        matchers === undefined || namesOf(file).some((name) => matchers.some((matches) => matches(name))),
    };
  });
}
