import { join } from "node:path";
import type { Host } from "../../../host.js";

/** What is needed to write beside a place and move it there. */
export type Writer = Pick<Host, "files" | "uuid" | "processes">;

const mark = ".mi-braze-";
const named = /\.mi-braze-(\d+)-[0-9a-f-]{36}$/;

/** A name nobody else writes to; it says which process does, so that a later run sees what a killed one has left. */
export const temporaryName = ({ uuid, processes }: Writer, name: string): string =>
  `${name}${mark}${processes.own}-${uuid()}`;

/** Whether a process writes no more. In a container each run has the same number, and one run writes one thing at a time. */
export const isGone = ({ processes }: Pick<Host, "processes">, writer: number): boolean =>
  writer === processes.own || !processes.isRunning(writer);

/** What killed runs have left in a folder; what a running one is writing is not among it. */
async function leftIn({ files, processes }: Writer, folder: string): Promise<string[]> {
  if ((await files.kind(folder)) !== "folder") return [];
  const names = await files.list(folder).catch(() => []);
  return names
    .filter((name) => {
      const writer = named.exec(name)?.[1];
      return writer !== undefined && isGone({ processes }, Number(writer));
    })
    .map((name) => join(folder, name));
}

/** Removes files that killed runs have left beside the ones to be written; another run may be quicker. */
export async function clearLeft(writer: Writer, folder: string): Promise<void> {
  for (const path of await leftIn(writer, folder))
    if ((await writer.files.kind(path)) === "file") await writer.files.remove(path).catch(() => {});
}

/** The folder that a run writes to before anything is renamed; with its manifest last, a killed run leaves that too. */
export const staging = ".mi-braze-staging";

/**
 * What killed runs have left in an output folder, where no other run writes: the stages of all others, whoever has their
 * numbers by now, and what is called by a process that is gone.
 */
export async function leftStages(writer: Writer, out: string): Promise<string[]> {
  const names = await writer.files.list(out).catch(() => []);
  const stages = names.filter((name) => name.startsWith(`${staging}${mark}`)).map((name) => join(out, name));
  return [...new Set([...stages, ...(await leftIn(writer, out))])];
}
