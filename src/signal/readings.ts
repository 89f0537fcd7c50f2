import type { Signal } from "../config/model/config.js";
import { isJsonObject } from "../source/json.js";
import { isJsonNumber } from "../source/json-number.js";
import { quoted } from "../source/json-text.js";
import { catalogKey, installRequest } from "./integration.js";

/** A list may be bare, or under one key of an object: which one is not documented. */
const listIn = (json: unknown): readonly unknown[] =>
  Array.isArray(json) ? json : isJsonObject(json) ? (Object.values(json).find(Array.isArray) ?? []) : [];

/**
 * Whether the answers are those of Signal's management API: a catalog entry with its key, fields or variants; without a
 * catalog, Signal's own form of refusal and a list of named integrations. An empty list is anybody's.
 */
export function isSignal(
  entry: { readonly status: number; readonly json: unknown },
  listed: { readonly status: number; readonly json: unknown },
): boolean {
  const refusal = ({ json }: { readonly json: unknown }) =>
    isJsonObject(json) && isJsonObject(json.error) && /^[A-Z][A-Z_]+$/.test(String(json.error.code))
      ? typeof json.error.message === "string"
      : false;
  const lists = listed.status === 200 && (Array.isArray(listed.json) || isJsonObject(listed.json));
  if (entry.status === 200) {
    const described =
      isJsonObject(entry.json) && isJsonObject(entry.json.data) ? entry.json.data : entry.json;
    const isEntry =
      isJsonObject(described) &&
      (described.key === catalogKey ||
        Array.isArray(described.config_fields) ||
        Array.isArray(described.variants));
    return isEntry && (lists || (listed.status === 404 && refusal(listed)));
  }
  return (
    entry.status === 404 &&
    refusal(entry) &&
    lists &&
    installedIn(listed.json).some(({ name }) => name !== "")
  );
}

/** What a catalog entry requires and the config does not give (https://docs.dataflysignal.com/management-api/integration-catalog). */
export function entryFaults(json: unknown, signal: Signal): string[] {
  const entry = isJsonObject(json) && isJsonObject(json.data) ? json.data : json;
  if (!isJsonObject(entry)) return [];
  const given = Object.keys(installRequest(signal, "").config);
  const fields = Array.isArray(entry.config_fields) ? entry.config_fields.filter(isJsonObject) : [];
  const missing = fields.filter(
    ({ key, required }) => required === true && typeof key === "string" && !given.includes(key),
  );
  const variants = (Array.isArray(entry.variants) ? entry.variants.filter(isJsonObject) : []).map(({ key }) =>
    String(key),
  );
  return [
    ...missing.map(
      ({ key, label }) =>
        `the catalog requires "${String(key)}"${typeof label === "string" ? ` (${label})` : ""}, which the config cannot provide`,
    ),
    ...(variants.length > 0 && !variants.includes(signal.variant)
      ? [`the catalog has no variant "${signal.variant}"; it has ${variants.join(", ")}`]
      : []),
  ];
}

/** An installed integration, as far as it describes itself. */
export interface Installed {
  readonly name: string;
  /** True if it says that it comes from this catalog entry. */
  readonly catalog: boolean;
  readonly variant: string | undefined;
  readonly companyId: string | undefined;
  readonly feedId: string | undefined;
}

function installedIn(json: unknown): Installed[] {
  return listIn(json)
    .filter(isJsonObject)
    .map((one) => {
      const config = isJsonObject(one.config) ? one.config : {};
      const text = (value: unknown) =>
        typeof value === "string" || isJsonNumber(value) ? String(value) : undefined;
      return {
        name: text(one.name) ?? "",
        catalog: [one.catalog_key, one.key, one.type, one.integration_key].includes(catalogKey),
        variant: text(one.variant),
        companyId: text(config.company_id),
        feedId: text(config.feed_id),
      };
    });
}

/** This customer's Movable Ink integrations: from the catalog entry, or with the config's name. */
export const ourInstalled = (json: unknown, signal: Signal): Installed[] =>
  installedIn(json).filter(({ name, catalog }) => catalog || name === signal.name);

/** How an installed integration differs from the config; what it does not say is not compared. */
export function differences(installed: Installed, signal: Signal): string[] {
  const pairs = [
    ["name", installed.name, signal.name],
    ["variant", installed.variant, signal.variant],
    ["company_id", installed.companyId, signal.companyId],
    ["feed_id", installed.feedId, signal.feedId],
  ] as const;
  return pairs.flatMap(([what, there, here]) =>
    there !== undefined && there !== here
      ? [`${what} is ${quoted(there)}, the config has ${quoted(here)}`]
      : [],
  );
}
