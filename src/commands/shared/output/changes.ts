import { join } from "node:path";
import type { Config } from "../../../config/model/config.js";
import { UserError } from "../../../diagnostics/diagnostic.js";
import { unwritableFile } from "../../../diagnostics/findings.js";
import type { Artifact } from "../../../generate/artifacts.js";
import { pageFile, projectFiles } from "../../../handoff/files.js";
import { type Deployed, type Manifest, manifestFile, manifestOf, sha256 } from "../../../handoff/manifest.js";
import { type Files, isMissing } from "../../../host.js";
import { pageCode } from "../../../page-code.js";
import { jsonText } from "../../../source/json-text.js";
import { mostBytes } from "../../../source/most-bytes.js";
import { leftStages, type Writer } from "./temporary.js";

export type ChangeKind = "added" | "changed" | "removed" | "unchanged" | "kept";

/** What one file of the output folder needs. */
export interface Change {
  readonly path: string;
  readonly kind: ChangeKind;
  readonly text?: string;
  /** What was there, where that is another text. */
  readonly before?: string;
  /** True when the file was edited since it was generated. */
  readonly edited?: boolean;
  /** True for a file that no run has made, as far as manifests tell. */
  readonly foreign?: boolean;
}

/** The hashes of what runs have written, by path: the last run's, then those of runs that were ended halfway. */
type Made = ReadonlyMap<string, readonly string[]>;

/** Every file that a config means, but the manifest. */
export const wantedFiles = (config: Config): readonly Artifact[] => projectFiles(config, pageCode("handoff"));

/**
 * Compares what should be there with what is there. Reads only; nothing outside `out` is looked at. With `only`, the
 * other campaigns stay as they are, in the folder and in the manifest.
 * @param all every file that the config means, where somebody has them already
 */
export async function changesOf(
  writer: Writer,
  out: string,
  config: Config,
  only: ReadonlySet<string> | undefined,
  all = wantedFiles(config),
): Promise<Change[]> {
  // The page shows the whole config, so it goes along with each campaign.
  const chosen = (path: string) => !only || path === pageFile || only.has(path.slice(0, path.indexOf("/")));
  const { files } = writer;
  const { made, deployed, isForeign } = await madeIn(writer, out);
  const wanted = all.filter((file) => chosen(file.path));
  const listed = new Map(wanted.map((file) => [file.path, sha256(file.text)]));
  const changes: Change[] = [];
  for (const { path, text } of wanted)
    changes.push(await changeOf(files, out, path, text, made.get(path) ?? []));
  for (const [path, hashes] of made) {
    if (!chosen(path)) listed.set(path, await hashThere(files, out, path, hashes));
    else if (!listed.has(path)) changes.push(...(await staleOf(files, out, path, hashes)));
  }
  const manifest = manifestOf(config, listed, deployed);
  const change = await changeOf(files, out, manifest.path, manifest.text);
  changes.push(isForeign ? { ...change, foreign: true } : change);
  return changes;
}

async function changeOf(
  files: Files,
  out: string,
  path: string,
  text: string,
  hashes?: readonly string[],
): Promise<Change> {
  await refuseLinks(files, out, path);
  const present = await read(files, join(out, path));
  if (present === undefined) return { path, kind: "added", text };
  if (Buffer.compare(present, Buffer.from(text)) === 0) return { path, kind: "unchanged", text };
  const isOurs = hashes?.includes(sha256(present)) ?? true;
  return {
    path,
    kind: "changed",
    text,
    before: textOf(present),
    edited: !isOurs && hashes?.length !== 0,
    foreign: hashes?.length === 0,
  };
}

/** A file of a campaign that is gone: removed only while its bytes are what we wrote. */
async function staleOf(
  files: Files,
  out: string,
  path: string,
  hashes: readonly string[],
): Promise<Change[]> {
  await refuseLinks(files, out, path);
  const present = await read(files, join(out, path));
  if (present === undefined) return [];
  return [{ path, kind: hashes.includes(sha256(present)) ? "removed" : "kept", before: textOf(present) }];
}

/** Of the hashes that runs have written, the one of what is there. */
async function hashThere(
  files: Files,
  out: string,
  path: string,
  hashes: readonly string[],
): Promise<string> {
  if (hashes.length === 1) return hashes[0]!;
  await refuseLinks(files, out, path);
  const present = await read(files, join(out, path));
  const hash = present && sha256(present);
  return hashes.find((one) => one === hash) ?? hashes[0]!;
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("utf8");

async function madeIn(
  writer: Writer,
  out: string,
): Promise<{
  made: Made;
  deployed: Readonly<Record<string, Deployed>>;
  isForeign: boolean;
}> {
  const { files } = writer;
  await refuseLinks(files, out, manifestFile);
  const last = await readManifest(files, join(out, manifestFile));
  const made = new Map(last?.listed.map(([path, hash]) => [path, [hash]]));
  for (const folder of await leftStages(writer, out)) {
    const ended = await readManifest(files, join(folder, manifestFile)).catch(() => undefined);
    for (const [path, hash] of ended?.listed ?? []) made.set(path, [...(made.get(path) ?? []), hash]);
  }
  return { made, deployed: last?.deployed ?? {}, isForeign: last !== undefined && !last.isOurs };
}

/** The files that a manifest lists; one that is broken or hostile lists nothing. */
async function readManifest(
  files: Files,
  path: string,
): Promise<
  | {
      listed: [path: string, hash: string][];
      deployed: Readonly<Record<string, Deployed>>;
      isOurs: boolean;
    }
  | undefined
> {
  const bytes = await read(files, path);
  if (!bytes) return undefined;
  const text = textOf(bytes);
  // Even when a merge has left its marks in it.
  const isOurs = /"config": \{\s+"file": "/.test(text);
  try {
    const manifest = JSON.parse(text) as Partial<Manifest>;
    const entries = Object.entries(manifest.files ?? {});
    return {
      listed: entries.filter(([name, hash]) => ownPath.test(name) && typeof hash === "string"),
      deployed: deployedIn(manifest.deployed),
      isOurs,
    };
  } catch {
    return { listed: [], deployed: {}, isOurs };
  }
}

/** What is marked as pasted; whatever else is there is left out. */
function deployedIn(marks: unknown): Readonly<Record<string, Deployed>> {
  if (typeof marks !== "object" || marks === null) return {};
  const entries = Object.entries(marks as Record<string, Partial<Deployed> | null>).flatMap(([slug, mark]) =>
    /^[0-9a-f]{8}$/.test(mark?.version ?? "") && /^\d{4}-\d\d-\d\d$/.test(mark?.day ?? "")
      ? [[slug, { version: mark!.version!, day: mark!.day! }] as const]
      : [],
  );
  return Object.fromEntries(entries);
}

/** What the manifest of an output folder says was pasted; undefined without a manifest. */
export async function deployedMarks(
  files: Files,
  out: string,
): Promise<Readonly<Record<string, Deployed>> | undefined> {
  return (await readManifest(files, join(out, manifestFile)))?.deployed;
}

/** The manifest's own text with other marks. */
export async function withMarks(
  files: Files,
  out: string,
  deployed: Readonly<Record<string, Deployed>>,
): Promise<string> {
  const bytes = await read(files, join(out, manifestFile));
  const manifest = JSON.parse(textOf(bytes!)) as Manifest;
  return `${jsonText({ ...manifest, deployed }, 2)}\n`;
}

/** The only paths that this tool writes; a manifest cannot make it touch any other. */
const ownPath =
  /^(?:index\.html|install\.(?:json|sh)|mapping\.md|checklist\.md|feed-schema\.(?:md|csv)|[a-z0-9_][a-z0-9_.-]*\/(body\.liquid|url\.txt|headers\.json|checklist\.md|sample-payload\.json))$/;

async function read(files: Files, path: string): Promise<Uint8Array | undefined> {
  if ((await files.kind(path)) === undefined) return undefined;
  try {
    return await files.read(path, mostBytes.template);
  } catch (error) {
    // Another run has removed it.
    if (isMissing(error)) return undefined;
    throw error;
  }
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
