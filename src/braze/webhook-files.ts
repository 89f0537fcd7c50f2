import { dirname, join, resolve } from "node:path";
import { UserError } from "../diagnostics/diagnostic.js";
import type { Host } from "../host.js";
import { parseJsonFile } from "../source/json.js";
import { type Source, spanOf } from "../source/source.js";
import { readContentBlocks } from "./content-blocks.js";
import { headersFile as brokenHeaders } from "./findings.js";
import { readSource, readUrl, withSecrets } from "./read-source.js";

/** The templates of a webhook, as Braze has them: the URL and every header may hold Liquid of their own. */
export interface RequestTemplates {
  readonly body: Source;
  readonly url?: Source | undefined;
  readonly headers?: ReadonlyMap<string, Source> | undefined;
}

/** A webhook in files: its templates, and the Content Blocks beside them. */
export interface WebhookInFiles extends RequestTemplates {
  readonly contentBlocks: ReadonlyMap<string, string>;
}

/** A body that somebody wrote, with all that is beside it; what cannot be read ends the command with 3. */
export async function readWebhookFiles(host: Host, body: string): Promise<WebhookInFiles> {
  return {
    body: withSecrets(host, await readSource(host, body)),
    ...(await requestBeside(host, body)),
    contentBlocks: await requireContentBlocks(host, body),
  };
}

/** Files that are read with the bodies in their folder. */
export const urlFile = "url.txt";
export const headersFile = "headers.json";

/** The URL and headers that are beside a body, under the names that `generate` gives them. */
async function requestBeside(host: Host, body: string): Promise<Omit<RequestTemplates, "body">> {
  const folder = dirname(body);
  const [url, headers] = [join(folder, urlFile), join(folder, headersFile)];
  return {
    url: (await isThere(host, url)) ? withSecrets(host, await readUrl(host, url)) : undefined,
    headers: (await isThere(host, headers))
      ? headersIn(withSecrets(host, await readSource(host, headers)))
      : undefined,
  };
}

/** Whether there is something that can be meant as a file, so that reading it says why it is not one. */
export async function isThere(host: Host, path: string): Promise<boolean> {
  const kind = await host.files.kind(resolve(host.cwd, path)).catch(() => undefined);
  return kind !== undefined && kind !== "folder";
}

/** Each value of `headers.json` is a template of its own. */
export function headersIn(source: Source): ReadonlyMap<string, Source> {
  const { root, faults } = parseJsonFile(source);
  const [fault] = faults;
  if (fault) {
    const span = spanOf(source, fault.start, fault.end);
    throw new UserError([brokenHeaders.report(fault.message, { span })], 1);
  }
  const wrong =
    root?.kind === "object" ? root.members!.find(({ value }) => value.kind !== "string")?.value : root;
  if (wrong || !root) {
    const message = "the headers are an object of texts by name";
    const notes = ['Write them like {"Content-Type": "application/json"}.'];
    const span = spanOf(source, wrong?.start ?? 0, wrong?.end ?? 0);
    throw new UserError([brokenHeaders.report(message, { span, notes })], 1);
  }
  return new Map(
    root.members!.map(({ name, value }) => [
      name,
      { name: `${source.name}: ${name}`, text: String(value.value) },
    ]),
  );
}

/** The Content Blocks beside a config or a template; what cannot be read ends the command with 3. */
export async function requireContentBlocks(host: Host, file: string): Promise<ReadonlyMap<string, string>> {
  const { blocks, diagnostics } = await readContentBlocks(host, dirname(resolve(host.cwd, file)));
  if (diagnostics.length > 0) throw new UserError(diagnostics, 3);
  for (const [name, text] of blocks) withSecrets(host, { name, text });
  return blocks;
}
