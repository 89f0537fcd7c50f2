import { join } from "node:path";
import { isGone } from "../../../holder.js";
import type { Host } from "../../../host.js";

/** What is needed to write beside a place and move it there. */
export type Writer = Pick<Host, "files" | "uuid" | "processes" | "now">;

const mark = ".mi-braze-";
const named = /\.mi-braze-(\d+)(?:\.([0-9a-f]{8})\.(\d+))?-[0-9a-f-]{36}$/;
/** In milliseconds. Whether a process elsewhere still writes, only time tells: nothing takes so long to be written. */
const longestElsewhere = 3_600_000;

/** A name nobody else writes to; it says who does and since when, so that a later run sees what a killed one has left. */
export const temporaryName = ({ uuid, processes, now }: Writer, name: string): string =>
  `${name}${mark}${processes.own}.${processes.where}.${now().getTime()}-${uuid()}`;

/** What killed runs have left in a folder; what a running one is writing is not among it. */
async function leftIn({ files, processes, now }: Writer, folder: string): Promise<string[]> {
  if ((await files.kind(folder)) !== "folder") return [];
  const names = await files.list(folder).catch(() => []);
  return names
    .filter((name) => {
      const [, writer, where, since] = named.exec(name) ?? [];
      if (writer === undefined) return false;
      if (where === undefined || where === processes.where) return isGone(processes, Number(writer));
      return now().getTime() - Number(since) > longestElsewhere;
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
