import { basename, dirname, join } from "node:path";
import type { Files } from "../../../host.js";
import type { Changes } from "./git.js";

/** The files as they were at a commit: what has not changed since is read where it is. */
export function filesThen(files: Files, { added, before, textThen }: Changes): Files {
  const isFolderThen = (path: string) => [...before].some((one) => one.startsWith(join(path, "/")));
  const notThere = () => Object.assign(new Error("not there"), { code: "ENOENT" });
  return {
    ...files,
    read: async (path, most) => {
      if (before.has(path)) return textThen(path);
      if (added.has(path)) throw notThere();
      return files.read(path, most);
    },
    real: async (path) => {
      if (before.has(path)) return path;
      if (added.has(path)) throw notThere();
      return files.real(path);
    },
    kind: async (path) => {
      if (before.has(path)) return "file";
      if (added.has(path)) return undefined;
      return (await files.kind(path)) ?? (isFolderThen(path) ? "folder" : undefined);
    },
    list: async (folder) => {
      const gone = [...before].filter((path) => dirname(path) === folder).map((path) => basename(path));
      const now = await files.list(folder).catch((error) => {
        if (gone.length > 0) return [];
        throw error;
      });
      return [...new Set([...now.filter((name) => !added.has(join(folder, name))), ...gone])];
    },
  };
}
