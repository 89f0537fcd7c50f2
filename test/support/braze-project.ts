import { createFixture } from "fs-fixture";
import { onTestFinished } from "vitest";
import type { Config } from "../../src/config/model/config.js";
import { readConfig } from "../../src/config/read/read.js";
import { emptyCatalogue } from "../../src/diagnostics/catalogue.js";
import { bodySource } from "../../src/generate/artifacts.js";
import { main } from "../../src/main.js";
import { brazeServer, FakeWorkspace } from "./braze-server.js";

/** A project of two campaigns beside a workspace of Braze's, and what runs commands in it. */
export async function brazeProject({
  braze = "content_blocks: {tags: [Movable Ink]}",
  campaign = "",
  more = "",
}: {
  readonly braze?: string;
  /** Keys of the first campaign. */
  readonly campaign?: string;
  readonly more?: string;
} = {}) {
  const there = new FakeWorkspace();
  const server = await brazeServer(there);
  const config = `version: 1
movable_ink: {endpoint: env:LIVE_URL, authorization: env:LIVE_AUTH}
braze:
  rest_endpoint: ${server.origin}
  api_key: env:BRAZE_API_KEY
  ${braze}
identity: {audience: known, user_id: external_id}
${more}campaigns:
  - event: viewed
    trigger: {custom_event: Viewed}
    properties: {title: string}
${campaign}  - event: bought
    trigger: {custom_event: Bought}
`;
  const folder = await createFixture({ "mi-braze.yaml": config });
  onTestFinished(async () => {
    await server.close();
    await folder.rm();
  });
  const run = async (
    args: readonly string[],
    { env = {}, fetch: ask }: { readonly env?: Record<string, string>; readonly fetch?: typeof fetch } = {},
  ) => {
    const host = server.host({ cwd: folder.path, env, ...(ask ? { fetch: ask } : {}) });
    const exitCode = await main(args, host);
    return { exitCode, out: host.out(), err: host.err(), slept: host.slept };
  };
  let known: { readonly text: string; readonly read: Config } | undefined;
  /** A campaign's body as the config means it now. */
  const body = async (slug: string) => {
    const text = await folder.readFile("mi-braze.yaml", "utf8");
    if (known?.text !== text) {
      const { config: read } = readConfig({ name: "mi-braze.yaml", text }, "/mi-braze.yaml", emptyCatalogue);
      known = { text, read: read! };
    }
    const { read } = known;
    return bodySource(read, read.campaigns.find((one) => one.slug === slug)!).text;
  };
  return { there, folder, run, body, config, origin: server.origin };
}
