import { dirname, relative, resolve } from "node:path";
import { readable, readFixtures } from "../../braze/fixture/read.js";
import { readSources, shownPath } from "../../braze/read-source.js";
import type { Config, MovableInk } from "../../config/model/config.js";
import { webhookCampaigns } from "../../config/model/webhook-campaigns.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import { nodeVersion } from "../../host/versions.js";
import { fileReason, type Host } from "../../host.js";
import { count } from "../../report/diagnostic-text.js";
import { quoted } from "../../source/json-text.js";
import { inWords } from "../../source/words.js";
import { coverage } from "../../verify/coverage.js";
import { configuredPatterns, findFixtures } from "../../verify/fixture-files.js";
import { version } from "../../version.js";
import { requireAuthorization, requireEndpoint } from "../shared/endpoint.js";
import { inEnvironment, loadConfig } from "../shared/load.js";
import { changesOf } from "../shared/output/changes.js";
import { outputFolder } from "../shared/output/output-folder.js";
import type { Check } from "./check.js";
import { answerOf } from "./online.js";

export interface Asked {
  readonly config?: string;
  readonly env?: string;
  readonly online?: boolean;
}

/** Everything that is looked at, in the order in which it is needed. */
export async function checksOf(host: Host, asked: Asked): Promise<Check[]> {
  const checks = [nodeCheck(), { what: "mi-braze", state: "ok" as const, says: version() }];
  const load = await loadConfig(host, asked);
  const { file, diagnostics } = load;
  const { errors, warnings } = count(diagnostics);
  const shown = file === undefined ? "mi-braze.yaml" : shownPath(host, file);
  if (file === undefined || errors > 0) {
    const [first] = diagnostics.filter(({ severity }) => severity === "error");
    const more = errors > 1 ? ` (and ${errors - 1} more: mi-braze lint)` : "";
    const next = first?.notes[0]?.message ?? "mi-braze lint shows where";
    return [...checks, { what: shown, state: "error", says: `${first?.message}${more}`, next }];
  }
  const config = load.config && asked.env !== undefined ? inEnvironment(load.config, asked.env) : load.config;
  const campaigns = config ? webhookCampaigns(config) : [];
  const sum = `${campaigns.length} ${campaigns.length === 1 ? "campaign" : "campaigns"} for Braze`;
  checks.push(
    warnings > 0
      ? {
          what: shown,
          state: "warning",
          says: `${sum}, ${warnings} to look at`,
          next: "mi-braze lint shows them",
        }
      : { what: shown, state: "ok", says: config ? sum : "settings for lint" },
  );
  if (!config) return checks;
  const { movableInk } = config;
  if (movableInk) checks.push(...variableChecks(host, movableInk));
  if (config.signal)
    for (const { env } of [config.signal.token, config.signal.apiKey])
      checks.push(presence(host, env, "signal"));
  if (campaigns.length > 0) checks.push(...(await outputChecks(host, config, asked.env)));
  checks.push(...(await fixtureChecks(host, config)));
  if (asked.online) checks.push(await onlineCheck(host, movableInk));
  return checks;
}

/** As the README says of Node 20. */
function nodeCheck(): Check {
  const running = nodeVersion();
  const [major] = running.split(".").map(Number);
  if (major! > 20 || !running.startsWith("20.")) return { what: "Node", state: "ok", says: running };
  return {
    what: "Node",
    state: "warning",
    says: `${running}, which gets no updates since April 2026`,
    next: "Node 22 and 24 are supported lines; mi-braze runs on them, and starts faster.",
  };
}

/** Whether the credentials are at hand, and look like some; what they are is not shown. */
function variableChecks(host: Host, movableInk: MovableInk): Check[] {
  const { endpoint, authorization } = movableInk;
  const names =
    "env" in authorization ? [authorization.env] : [authorization.username.env, authorization.password.env];
  const all = [endpoint.env, ...names].map((env) => presence(host, env, "send and doctor --online"));
  if (all.some(({ state }) => state !== "ok")) return all;
  const faults = [
    [endpoint.env, () => requireEndpoint(host, movableInk, {})],
    [names.join(" and "), () => requireAuthorization(host, movableInk)],
  ] as const;
  return faults.map(([what, read]): Check => {
    try {
      read();
      return { what, state: "ok", says: "set" };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const [found] = error.diagnostics;
      const next = found?.notes[0]?.message;
      return { what, state: "error", says: found?.message ?? "cannot be used", ...(next ? { next } : {}) };
    }
  });
}

function presence(host: Host, env: string, needed: string): Check {
  if ((host.env[env] ?? "").trim() !== "") return { what: env, state: "ok", says: "set" };
  return {
    what: env,
    state: "warning",
    says: `not set: ${needed} ${needed.includes(" ") ? "need" : "needs"} it; generate, preview, verify and lint do not`,
  };
}

async function outputChecks(host: Host, config: Config, env: string | undefined): Promise<Check[]> {
  const out = outputFolder(host, config, env === undefined ? {} : { env });
  const what = `${shownPath(host, out)}/`;
  const next = `mi-braze generate${env === undefined ? "" : ` --env ${env}`}`;
  try {
    if ((await host.files.kind(out)) === undefined) {
      await host.files.mayWrite(dirname(out));
      return [{ what, state: "warning", says: "not generated yet", next }];
    }
    await host.files.mayWrite(out);
    const changes = await changesOf(host, out, config, undefined);
    const stale = changes.filter(({ kind }) => kind !== "unchanged" && kind !== "kept");
    const edited = stale.filter((change) => change.edited);
    if (stale.length === 0) return [{ what, state: "ok", says: "what the config means" }];
    const says = `${stale.length} of ${changes.length} files are not what the config means${edited.length > 0 ? `, ${edited.length} edited by hand` : ""}`;
    return [{ what, state: "warning", says, next }];
  } catch (error) {
    if (error instanceof UserError)
      return [{ what, state: "error", says: error.diagnostics[0]?.message ?? "cannot be read" }];
    return [
      {
        what,
        state: "error",
        says: `cannot be written: ${fileReason(error)}`,
        next: "Ask who owns the folder.",
      },
    ];
  }
}

/** Fixtures that expect nothing yet, and campaigns that none is for. */
async function fixtureChecks(host: Host, config: Config): Promise<Check[]> {
  const { folder, patterns } = configuredPatterns(config);
  const found = await findFixtures(host.files, folder, patterns);
  const { sources, diagnostics } = await readSources(host, found.paths);
  const fixtures = readable(readFixtures(sources));
  const what = "fixtures";
  const campaigns = webhookCampaigns(config).length;
  const [fault] = [...found.diagnostics, ...diagnostics];
  if (fault) return [{ what, state: "warning", says: fault.message, next: "mi-braze verify" }];
  const unread = sources.length - fixtures.length;
  const open = fixtures
    .filter(({ expect }) => !expect)
    .map(({ source }) => shownName(host, dirname(config.file), source.name));
  if (unread > 0)
    return [
      {
        what,
        state: "error",
        says: `${unread} of ${sources.length} cannot be read`,
        next: "mi-braze verify",
      },
    ];
  if (open.length > 0) {
    const names = inWords(
      open.slice(0, 3).map((name) => quoted(name)),
      "and",
    );
    const says = `${names}${open.length > 3 ? ` and ${open.length - 3} more` : ""} ${open.length === 1 ? "expects" : "expect"} nothing yet`;
    return [
      {
        what,
        state: "warning",
        says,
        next: "mi-braze verify --update writes what is rendered now; look at it before you commit it",
      },
    ];
  }
  const [uncovered] = coverage(config, sources, host.now);
  if (uncovered)
    return [
      { what, state: "warning", says: uncovered.message, next: "mi-braze verify shows how it is held" },
    ];
  return [
    {
      what,
      state: "ok",
      says: `${fixtures.length} with what they expect, for ${campaigns} ${campaigns === 1 ? "campaign" : "campaigns"}`,
    },
  ];
}

const shownName = (host: Host, folder: string, name: string): string =>
  relative(folder, resolve(host.cwd, name)).replaceAll("\\", "/") || name;

async function onlineCheck(host: Host, movableInk: MovableInk | undefined): Promise<Check> {
  const what = "endpoint";
  if (!movableInk)
    return { what, state: "ok", says: "there is none: every campaign goes through Datafly Signal" };
  try {
    const url = requireEndpoint(host, movableInk, {});
    return { what, ...(await answerOf(host, url)) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { what, state: "error", says: error.diagnostics[0]?.message ?? "cannot be asked" };
  }
}
