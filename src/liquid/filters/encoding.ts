import { createHash, createHmac } from "node:crypto";
import { LiquidError } from "../liquid-error.js";
import type { Value } from "../value.js";
import { toText } from "../values/print.js";
import {
  advancedFilters,
  brazeFilters,
  type FilterContext,
  type FilterDefinition,
  liquidReference,
  type Parameter,
} from "./definition.js";

type Row = readonly [
  name: string,
  parameters: readonly Parameter[],
  summary: string,
  example: readonly [string, string],
  apply: FilterDefinition["apply"],
  source?: string,
]; // prettier-ignore

const secret: Parameter = { name: "key" };

/** What a digest makes of nothing is not documented. */
const digest =
  (algorithm: string): FilterDefinition["apply"] =>
  (input, _args, context) => {
    if (input === null && nothingStays(context)) return null;
    return createHash(algorithm).update(toText(input), "utf8").digest("hex");
  };

const keyed =
  (algorithm: string, encoding: "hex" | "base64"): FilterDefinition["apply"] =>
  (input, [key], context) => {
    if (input === null && nothingStays(context)) return null;
    return createHmac(algorithm, toText(key!)).update(toText(input), "utf8").digest(encoding);
  };

const nothingStays = (context: FilterContext): boolean => context.assume?.["nil-digest"] === "nil";

const rows: readonly Row[] = [
  [
    "md5",
    [],
    "MD5 digest in hex digits.",
    ["{{ 'hey' | md5 }}", "6057f13c496ecf7fd777ceb9e79ae285"],
    digest("md5"),
  ],
  [
    "sha1",
    [],
    "SHA-1 digest in hex digits.",
    ["{{ 'hey' | sha1 }}", "7f550a9f4c44173a37664d938f1355f0f92a47a7"],
    digest("sha1"),
  ],
  [
    "sha2",
    [],
    "SHA-256 digest in hex digits.",
    ["{{ 'hey' | sha2 }}", "fa690b82061edfd2852629aeba8a8977b57e40fcb77d1a7a28b26cba62591204"],
    digest("sha256"),
  ],
  [
    "base64_encode",
    [],
    "Base64.",
    ["{{ 'blah' | base64_encode }}", "YmxhaA=="],
    (input) => Buffer.from(toText(input), "utf8").toString("base64"),
  ],
  [
    "hmac_sha1_hex",
    [secret],
    "HMAC with SHA-1, in hex digits.",
    ["{{ 'hey' | hmac_sha1_hex: 'secret_key' }}", "2a3969bed25bfeefb00aca4063eb9590b4df8f0e"],
    keyed("sha1", "hex"),
  ],
  [
    "hmac_sha1_base64",
    [secret],
    "HMAC with SHA-1, in base64.",
    ["{{ 'hey' | hmac_sha1_base64: 'secret_key' }}", "KjlpvtJb/u+wCspAY+uVkLTfjw4="],
    keyed("sha1", "base64"),
  ],
  [
    "hmac_sha256_hex",
    [secret],
    "HMAC with SHA-256, in hex digits.",
    [
      "{{ 'hey' | hmac_sha256_hex: 'secret_key' }}",
      "8df897f8da3d7992fe57c8dbc6f27578cfbf2dcc4d0fbb4000b8c924841d508e",
    ],
    keyed("sha256", "hex"),
  ],
  [
    "hmac_sha256_base64",
    [secret],
    "HMAC with SHA-256, in base64.",
    ["{{ 'hey' | hmac_sha256_base64: 'secret_key' }}", "jfiX+No9eZL+V8jbxvJ1eM+/LcxND7tAALjJJIQdUI4="],
    keyed("sha256", "base64"),
  ],
  [
    "hmac_sha256",
    [secret],
    "HMAC with SHA-256, in hex digits.",
    [
      "{{ 'hey' | hmac_sha256: 'secret_key' }}",
      "8df897f8da3d7992fe57c8dbc6f27578cfbf2dcc4d0fbb4000b8c924841d508e",
    ],
    keyed("sha256", "hex"),
    brazeFilters,
  ],
  [
    "hmac_sha512",
    [secret],
    "HMAC with SHA-512, in hex digits.",
    ["{{ 'hey' | hmac_sha512: 'secret_key' | size }}", "128"],
    keyed("sha512", "hex"),
    brazeFilters,
  ],
]; // prettier-ignore

const undocumented: readonly Row[] = [
  [
    "base64_decode",
    [],
    "The text behind base64.",
    ["{{ 'YmxhaA==' | base64_decode }}", "blah"],
    (input) => decode(toText(input), "base64_decode"),
  ],
  [
    "base64_url_safe_encode",
    [],
    "Base64 for URLs.",
    ["{{ 'a?>' | base64_url_safe_encode }}", "YT8-"],
    (input) =>
      Buffer.from(toText(input), "utf8").toString("base64").replaceAll("+", "-").replaceAll("/", "_"),
  ],
  [
    "base64_url_safe_decode",
    [],
    "The text behind base64 for URLs.",
    ["{{ 'YT8-' | base64_url_safe_decode }}", "a?>"],
    (input) => decode(fromUrlSafe(toText(input)), "base64_url_safe_decode"),
  ],
]; // prettier-ignore

const toDefinition =
  (documented: boolean) =>
  ([
    name,
    parameters,
    summary,
    [template, output],
    apply,
    source = advancedFilters,
  ]: Row): FilterDefinition => ({
    name,
    group: "encoding",
    documented,
    parameters,
    summary,
    example: { template, output },
    ...(/^(md5|sha|hmac)/.test(name) ? { assumes: ["nil-digest"] as const } : {}),
    source: documented ? source : `${liquidReference}/filters/${name}/`,
    apply,
  });

export const encodingFilters: readonly FilterDefinition[] = [
  ...rows.map(toDefinition(true)),
  ...undocumented.map(toDefinition(false)),
];

/** Strict: what encodes back to the same, whole and without stray bits. */
function decode(text: string, name: string): Value {
  const bytes = Buffer.from(text, "base64");
  if (bytes.toString("base64") !== text) throw new LiquidError(`invalid base64 provided to ${name}`);
  return bytes.toString("utf8");
}

/** The padding may be left out as a whole. */
function fromUrlSafe(text: string): string {
  const plain = text.replaceAll("-", "+").replaceAll("_", "/");
  return plain.endsWith("=") ? plain : plain.padEnd(Math.ceil(plain.length / 4) * 4, "=");
}
