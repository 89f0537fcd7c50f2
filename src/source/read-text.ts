import { dirname, isAbsolute, join, relative } from "node:path";
import type { Host, Ranges } from "../host.js";
import { NotRead, NotText } from "../not-read.js";
import { binaryOf } from "./binary.js";

/**
 * The text of a file: the one way in for what is read. Regular files only, within their size, in UTF-8, and none that a
 * link brings in from outside the project: it would be quoted in a log that others can read. A byte order mark stays.
 * What it calls a credential is known from here on, so that nothing shows it.
 * @param path absolute
 * @throws NotRead, or Node's error
 */
export async function readText(
  host: Pick<Host, "files" | "cwd" | "secrets">,
  path: string,
  most: number,
): Promise<string> {
  const text = textOf(await readBytes(host, path, most));
  host.secrets.learn(text);
  return text;
}

/** The same of what is not text by itself. */
export async function readBytes(
  host: Pick<Host, "files" | "cwd">,
  path: string,
  most: number,
): Promise<Uint8Array> {
  return host.files.read(await allowed(host, path), most);
}

/** The same a piece at a time, of what may be longer than anything that is kept. */
export async function* streamBytes(
  host: Pick<Host, "files" | "cwd">,
  path: string,
): AsyncGenerator<Uint8Array> {
  yield* host.files.stream(await allowed(host, path));
}

/** The same, to be read here and there. */
export async function openRanges(host: Pick<Host, "files" | "cwd">, path: string): Promise<Ranges> {
  return host.files.open(await allowed(host, path));
}

/**
 * Where a file that is there really is.
 * @throws NotRead where it belongs to the system, or a link brings it in from outside the project
 */
export async function allowed(host: Pick<Host, "files" | "cwd">, path: string): Promise<string> {
  refuseSystem(path);
  const real = await host.files.real(path);
  refuseSystem(real);
  if (real !== path) await refuseOutside(host, path, real);
  return real;
}

function refuseSystem(path: string): void {
  if (/^\/(proc|sys|dev)\//.test(path))
    throw new NotRead("it belongs to the system, and is not a file of yours");
}

/** @throws NotText */
export function textOf(bytes: Uint8Array): string {
  let text: string | undefined;
  try {
    text = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(bytes);
  } catch {}
  if (text !== undefined && !text.includes("\0")) return text;
  const why = text === undefined ? "its bytes are not UTF-8" : "there is a NUL byte in it";
  const binary = binaryOf(bytes);
  if (binary) throw new NotText(`${why}: it is ${binary.what}`, binary.next);
  throw new NotText(
    why,
    text === undefined
      ? "Save it as UTF-8: an editor calls what it is now Latin-1, Windows-1252 or UTF-16."
      : "Take it out: no text has one.",
  );
}

/** The text without the byte order mark, which says how the file is encoded and is not a character of what it holds. */
export const withoutMark = (text: string): string => text.replace(/^\ufeff/, "");

async function refuseOutside(host: Pick<Host, "files" | "cwd">, path: string, real: string): Promise<void> {
  const project = await projectOf(host, dirname(path));
  if (isInside(real, await host.files.real(project))) return;
  throw new NotRead(
    `it is a link to ${real}, outside the project in ${project}`,
    "Copy the file into the project, or give its own path.",
  );
}

/** The nearest folder that says it is one project, else where the user is, else the file's own. */
async function projectOf({ files, cwd }: Pick<Host, "files" | "cwd">, folder: string): Promise<string> {
  for (const mark of [".git", "mi-braze.yaml", "mi-braze.yml"]) {
    for (let at = folder; ; at = dirname(at)) {
      if ((await files.kind(join(at, mark)).catch(() => undefined)) !== undefined) return at;
      if (dirname(at) === at) break;
    }
  }
  return isInside(folder, cwd) ? cwd : folder;
}

/** Whether a path is a folder or something in it; both absolute. */
export function isInside(path: string, folder: string): boolean {
  const steps = relative(folder, path);
  return !isAbsolute(steps) && !/^\.\.([\\/]|$)/.test(steps);
}
