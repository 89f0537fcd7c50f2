import { join } from "node:path";
import type { Config } from "../../config/model/config.js";
import { readConfig } from "../../config/read/read.js";
import { type ConfigPath, propertyPath } from "../../config/tree.js";
import { emptyCatalogue } from "../../diagnostics/catalogue.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import { type Entries, type Entry, shownPlace } from "../../import/entry.js";
import type { Loss } from "../../import/expression.js";
import type { Import } from "../../import/read-body.js";
import { quoted } from "../../source/json-text.js";
import type { Source } from "../../source/source.js";
import { pathOf } from "../init/check.js";
import { slugOf, titleOf } from "../init/name.js";
import { configName } from "../init/plan.js";
import { yamlText } from "../init/yaml-text.js";

/** What is said beside the body. */
export interface Named {
  readonly event?: string;
  readonly trigger?: string;
}

export interface DraftInput {
  readonly named: Named;
  readonly body: Source;
  /** The body's path, as shown. */
  readonly file: string;
  readonly schema: string;
  readonly folder: string;
}

export interface Draft {
  readonly config: Config;
  readonly text: string;
  /** What the config does not carry over, by place in the body. */
  readonly losses: readonly Loss[];
}

/** The config that a body comes to, read back by the code that reads every config; what that refuses is lost. */
export function draftOf(found: Import, input: DraftInput): Draft {
  const losses = [...found.losses];
  let parts = partsOf(found, input);
  for (;;) {
    const text = textOf(parts, input);
    const { config, diagnostics } = readConfig(
      { name: configName, text },
      join(input.folder, configName),
      emptyCatalogue,
    );
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    if (config && errors.length === 0)
      return { config, text, losses: losses.sort((a, b) => a.start - b.start) };
    let rest = parts;
    for (const error of errors) {
      const path = removable(pathOf(error));
      const fewer = path && without(rest, path);
      if (fewer === undefined || fewer === rest) continue;
      rest = fewer;
      const names = namesIn(path!);
      losses.push({ start: 0, end: 0, path: names, what: `${shownPlace(names)}: ${error.message}` });
    }
    if (rest === parts) throw new UserError(errors, 1);
    parts = rest;
  }
}

function partsOf(found: Import, { named, file }: DraftInput): Entries {
  const { type, identity, timezone, timestamp, wire, onlyIf, unless, properties } = found;
  const isIdentify = type === "identify";
  const base = file.replace(/^.*[\\/]/, "").replace(/\.[^.]*$/, "");
  const event = named.event ?? found.event ?? slugOf(base === "body" ? "event" : base);
  const slug = slugOf(isIdentify ? (named.event ?? "identify") : event);
  const needsAnonymous = isIdentify && identity.anonymousId === undefined;
  const anonymous = identity.anonymousId ?? (needsAnonymous ? "braze_id" : undefined);
  const campaign = new Map<string, Entry>([
    ...(isIdentify
      ? ([...(slug === "identify" ? [] : [["id", slug] as const]), ["type", "identify"]] as const)
      : ([...(slug === event ? [] : [["id", slug] as const]), ["event", event]] as const)),
    ["trigger", triggerOf(found, named, isIdentify ? "account_created" : slug)],
    ...(onlyIf.size > 0 ? [["only_if", onlyIf] as const] : []),
    ...(unless.size > 0 ? [["unless", unless] as const] : []),
    ...(properties.size > 0 ? [["properties", properties] as const] : []),
  ]);
  return new Map<string, Entry>([
    [
      "identity",
      new Map<string, Entry>([
        ["audience", anonymous !== undefined && !isIdentify ? "known_and_anonymous" : "known"],
        ["user_id", identity.userId ?? "external_id"],
        ...(anonymous === undefined ? [] : [["anonymous_id", anonymous] as const]),
        ...(identity.track === "both" && !isIdentify ? [["track", "both"] as const] : []),
      ]),
    ],
    ...(timestamp === undefined ? [] : [["timestamp", new Map([["from", timestamp]])] as const]),
    ...(timezone.from === undefined && timezone.default === undefined
      ? []
      : [
          [
            "timezone",
            new Map([
              ...(timezone.from === undefined ? [] : [["from", timezone.from] as const]),
              ...(timezone.default === undefined ? [] : [["default", timezone.default] as const]),
            ]),
          ] as const,
        ]),
    ...(wire.size > 0 ? [["wire", wire] as const] : []),
    ["campaigns", [campaign]],
  ]);
}

function triggerOf({ namespace }: Import, { trigger }: Named, slug: string): Entry {
  if (namespace === "api_trigger_property") return new Map([["api", true]]);
  const name = trigger ?? titleOf(slug);
  return new Map([[namespace === "event_property" ? "custom_event" : "canvas", name]]);
}

function textOf(parts: Entries, { file, schema, named }: DraftInput): string {
  const lines = [
    schema,
    `# Made of ${quoted(file)} by mi-braze import.`,
    "version: 1",
    "# brand: Acme Retail",
    "",
    "movable_ink: # names of environment variables, never the values",
    "  endpoint: env:MI_ENDPOINT_URL",
    "  authorization: env:MI_BASIC_AUTH # base64 of user:password",
    "",
  ];
  for (const [key, value] of parts) {
    if (key === "campaigns") {
      const [campaign] = value as readonly Entries[];
      lines.push("campaigns:");
      const members = [...campaign!].map(([name, entry]) => {
        const text = yamlText(name, entry, name === "properties");
        const isGuess = name === "trigger" && named.trigger === undefined && !text.includes("api:");
        return isGuess ? `${text} # guessed: the body does not say what sets it off` : text;
      });
      lines.push(`  - ${members.join("\n").replaceAll("\n", "\n    ")}`);
    } else lines.push(yamlText(key, value, true), "");
  }
  return `${lines.join("\n")}\n`;
}

/** The property, or other key, that is taken out for a finding inside of it; undefined where nothing can be. */
function removable(path: ConfigPath): ConfigPath | undefined {
  if (path[0] === "wire" && path.length > 1) return path.slice(0, path[1] === "constants" ? 3 : 2);
  if (path[0] === "timezone" || path[0] === "timestamp") return path.slice(0, 1);
  const isCondition = path[0] === "campaigns" && (path[2] === "only_if" || path[2] === "unless");
  return isCondition ? path.slice(0, 4) : propertyPath(path);
}

/** What a path of the config is about, as names in the payload. */
function namesIn(path: ConfigPath): string[] {
  if (path[2] !== "properties") return path.map(String);
  return path
    .slice(2)
    .map((part, at) => (at % 2 === 0 && at > 0 ? (part === "items" ? "[]" : "") : String(part)))
    .filter((part) => part !== "");
}

function without(parts: Entries, path: ConfigPath): Entries {
  const [key, ...rest] = path;
  const value = parts.get(String(key));
  if (value === undefined) return parts;
  const fewer = new Map(parts);
  if (rest.length === 0) fewer.delete(String(key));
  else {
    const inside = key === "campaigns" ? (value as readonly Entry[])[0] : value;
    if (!(inside instanceof Map)) return parts;
    const changed = without(inside, key === "campaigns" ? rest.slice(1) : rest);
    if (changed === inside) return parts;
    if (changed.size === 0) fewer.delete(String(key));
    else fewer.set(String(key), key === "campaigns" ? [changed] : changed);
  }
  return fewer;
}
