import { basename, dirname, relative, resolve } from "node:path";
import { fixtureShape } from "../braze/fixture/findings.js";
import type { Fixture } from "../braze/fixture/fixture.js";
import { readWebhookFiles, type WebhookInFiles } from "../braze/webhook-files.js";
import { type Diagnostic, UserError } from "../diagnostics/diagnostic.js";
import { nearest } from "../diagnostics/suggest.js";
import type { Host } from "../host.js";
import { quoted } from "../source/json-text.js";
import { spanOf } from "../source/source.js";

/** A body that somebody wrote, as a fixture names it. */
export interface Written {
  /** Its file, as findings call it. */
  readonly template: string;
  /** Absent if it cannot be read. */
  readonly webhook?: WebhookInFiles;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The bodies that fixtures name, each read once.
 * @param folder what the paths count from: the config's folder, or where one is
 */
export async function writtenFor(
  host: Host,
  folder: string,
  fixtures: readonly Fixture[],
): Promise<(fixture: Fixture) => Written | undefined> {
  const read = new Map<string, Written>();
  for (const fixture of fixtures) {
    const { template } = fixture;
    if (template && !read.get(template.path)?.webhook)
      read.set(template.path, await readWritten(host, folder, fixture, template));
  }
  return ({ template }) => template && read.get(template.path);
}

async function readWritten(
  host: Host,
  folder: string,
  fixture: Fixture,
  { path, range }: NonNullable<Fixture["template"]>,
): Promise<Written> {
  const file = resolve(folder, path);
  const kind = await host.files.kind(file).catch(() => undefined);
  if (kind === undefined || kind === "folder") {
    const why = kind === undefined ? `there is no template ${quoted(path)}` : `"${path}" is a folder`;
    const meant = await meantBy(host, folder, fixture, path);
    const message = `${why}${meant === undefined ? "" : `; did you mean "${meant}"?`}`;
    const span = spanOf(fixture.source, range.start, range.end);
    return {
      template: path,
      diagnostics: [fixtureShape.report(message, { span, notes: [`The path counts from ${folder}.`] })],
    };
  }
  try {
    return { template: path, webhook: await readWebhookFiles(host, file), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { template: path, diagnostics: error.diagnostics };
  }
}

/** A file beside the fixture, if the path was meant to count from there, or one of nearly that name. */
async function meantBy(
  host: Host,
  folder: string,
  { source }: Fixture,
  path: string,
): Promise<string | undefined> {
  const fromFixture = resolve(host.cwd, dirname(source.name), path);
  if ((await host.files.kind(fromFixture).catch(() => undefined)) === "file")
    return relative(folder, fromFixture);
  const beside = await host.files.list(resolve(folder, dirname(path))).catch((): string[] => []);
  const name = nearest(
    basename(path),
    beside.filter((one) => one.endsWith(".liquid")),
  );
  return name === undefined ? undefined : relative(folder, resolve(folder, dirname(path), name));
}
