import { join } from "node:path";
import type { Config } from "../../../config/model/config.js";
import { UserError } from "../../../diagnostics/diagnostic.js";
import { unwritableFile } from "../../../diagnostics/findings.js";
import {
  campaignFiles,
  type Manifest,
  manifestFile,
  manifestOf,
  sha256,
} from "../../../generate/artifacts.js";
import type { Files } from "../../../host.js";
import { mostBytes } from "../../../source/most-bytes.js";

export type ChangeKind = "added" | "changed" | "removed" | "unchanged" | "kept";

/** What one file of the output folder needs. */
export interface Change {
  readonly path: string;
  readonly kind: ChangeKind;
  readonly text?: string;
  /** True when the file was edited since it was generated. */
  readonly edited?: boolean;
}

/**
 * Compares what should be there with what is there. Reads only; nothing outside `out` is looked at. With `only`, the
 * other campaigns stay as they are, in the folder and in the manifest.
 */
export async function changesOf(
  files: Files,
  out: string,
  config: Config,
  only: ReadonlySet<string> | undefined,
): Promise<Change[]> {
  const chosen = (path: string) => !only || only.has(path.slice(0, path.indexOf("/")));
  const last = await readManifest(files, out);
  const wanted = campaignFiles(config).filter((file) => chosen(file.path));
  const listed = new Map(wanted.map((file) => [file.path, sha256(file.text)]));
  const changes: Change[] = [];
  for (const { path, text } of wanted) changes.push(await changeOf(files, out, path, text, last.get(path)));
  for (const [path, hash] of last) {
    if (!chosen(path)) listed.set(path, hash);
    else if (!listed.has(path)) changes.push(...(await staleOf(files, out, path, hash)));
  }
  const manifest = manifestOf(config, listed);
  changes.push(await changeOf(files, out, manifest.path, manifest.text, undefined));
  return changes;
}

/** What files need that no manifest lists; nothing is removed. */
export async function changesOfFiles(
  files: Files,
  out: string,
  wanted: readonly { readonly path: string; readonly text: string }[],
): Promise<Change[]> {
  const changes: Change[] = [];
  for (const { path, text } of wanted) changes.push(await changeOf(files, out, path, text, undefined));
  return changes;
}

async function changeOf(
  files: Files,
  out: string,
  path: string,
  text: string,
  hash: string | undefined,
): Promise<Change> {
  await refuseLinks(files, out, path);
  const present = await read(files, join(out, path));
  if (present === undefined) return { path, kind: "added", text };
  if (Buffer.compare(present, Buffer.from(text)) === 0) return { path, kind: "unchanged", text };
  return { path, kind: "changed", text, edited: hash !== undefined && hash !== sha256(present) };
}

/** A file of a campaign that is gone: removed only while its bytes are what we wrote. */
async function staleOf(files: Files, out: string, path: string, hash: string): Promise<Change[]> {
  await refuseLinks(files, out, path);
  const present = await read(files, join(out, path));
  if (present === undefined) return [];
  return [{ path, kind: sha256(present) === hash ? "removed" : "kept" }];
}

/** The files that the last run lists. A manifest that is missing, broken or hostile lists nothing. */
async function readManifest(files: Files, out: string): Promise<Map<string, string>> {
  await refuseLinks(files, out, manifestFile);
  const bytes = await read(files, join(out, manifestFile));
  if (!bytes) return new Map();
  try {
    const manifest = JSON.parse(Buffer.from(bytes).toString("utf8")) as Partial<Manifest>;
    const entries = Object.entries(manifest.files ?? {});
    return new Map(entries.filter(([path, hash]) => ownPath.test(path) && typeof hash === "string"));
  } catch {
    return new Map();
  }
}

/** The only paths that this tool writes; a manifest cannot make it touch any other. */
const ownPath =
  /^[a-z0-9_][a-z0-9_.-]*\/(body\.liquid|url\.txt|headers\.json|checklist\.md|sample-payload\.json)$/;

async function read(files: Files, path: string): Promise<Uint8Array | undefined> {
  if ((await files.kind(path)) === undefined) return undefined;
  return files.read(path, mostBytes.template);
}

/** A link inside the output folder could lead anywhere, so it is never followed. */
async function refuseLinks(files: Files, out: string, path: string): Promise<void> {
  const steps = path.split("/");
  for (let depth = 1; depth <= steps.length; depth++) {
    const step = join(out, ...steps.slice(0, depth));
    const kind = await files.kind(step);
    const wanted = depth < steps.length ? "folder" : "file";
    if (kind === undefined || kind === wanted) continue;
    const message = `"${step}" is a ${kind}, where mi-braze writes a ${wanted}`;
    throw new UserError(
      [unwritableFile.report(message, { notes: ["Remove it, or choose another folder with --out."] })],
      3,
    );
  }
}
