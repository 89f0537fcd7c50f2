import { base64, fromBase64, hex, textOfUtf8, utf8 } from "../../source/bytes.js";
import { LiquidError } from "../liquid-error.js";
import type { Value } from "../value.js";
import { type DigestKind, hashText, keyedHash } from "../values/digest.js";
import { toText } from "../values/print.js";
import {
  advancedFilters,
  brazeFilters,
  type FilterContext,
  type FilterRecord,
  type Filters,
  type Parameter,
} from "./definition.js";

const secret: Parameter = { name: "key" };

/** What a digest makes of nothing is not documented. */
const digest =
  (kind: DigestKind): FilterRecord["apply"] =>
  (input, _args, context) => {
    if (input === null && nothingStays(context)) return null;
    return hashText(kind, toText(input));
  };

const keyed =
  (kind: Parameters<typeof keyedHash>[0], encoding: (bytes: Uint8Array) => string): FilterRecord["apply"] =>
  (input, [key], context) => {
    if (input === null && nothingStays(context)) return null;
    return encoding(keyedHash(kind, toText(key!), toText(input)));
  };

const nothingStays = (context: FilterContext): boolean => context.assume?.["nil-digest"] === "nil";

export const encodingFilters = {
  md5: {
    parameters: [],
    summary: "MD5 digest in hex digits.",
    example: { template: "{{ 'hey' | md5 }}", output: "6057f13c496ecf7fd777ceb9e79ae285" },
    source: advancedFilters,
    assumes: ["nil-digest"],
    traits: { digest: true },
    apply: digest("md5"),
  },
  sha1: {
    parameters: [],
    summary: "SHA-1 digest in hex digits.",
    example: { template: "{{ 'hey' | sha1 }}", output: "7f550a9f4c44173a37664d938f1355f0f92a47a7" },
    source: advancedFilters,
    assumes: ["nil-digest"],
    traits: { digest: true },
    apply: digest("sha1"),
  },
  sha2: {
    parameters: [],
    summary: "SHA-256 digest in hex digits.",
    example: {
      template: "{{ 'hey' | sha2 }}",
      output: "fa690b82061edfd2852629aeba8a8977b57e40fcb77d1a7a28b26cba62591204",
    },
    source: advancedFilters,
    assumes: ["nil-digest"],
    traits: { digest: true },
    apply: digest("sha256"),
  },
  base64_encode: {
    parameters: [],
    summary: "Base64.",
    example: { template: "{{ 'blah' | base64_encode }}", output: "YmxhaA==" },
    source: advancedFilters,
    apply: (input) => base64(utf8(toText(input))),
  },
  hmac_sha1_hex: {
    parameters: [secret],
    summary: "HMAC with SHA-1, in hex digits.",
    example: {
      template: "{{ 'hey' | hmac_sha1_hex: 'secret_key' }}",
      output: "2a3969bed25bfeefb00aca4063eb9590b4df8f0e",
    },
    source: advancedFilters,
    assumes: ["nil-digest"],
    traits: { digest: true },
    apply: keyed("sha1", hex),
  },
  hmac_sha1_base64: {
    parameters: [secret],
    summary: "HMAC with SHA-1, in base64.",
    example: {
      template: "{{ 'hey' | hmac_sha1_base64: 'secret_key' }}",
      output: "KjlpvtJb/u+wCspAY+uVkLTfjw4=",
    },
    source: advancedFilters,
    assumes: ["nil-digest"],
    traits: { digest: true },
    apply: keyed("sha1", base64),
  },
  hmac_sha256_hex: {
    parameters: [secret],
    summary: "HMAC with SHA-256, in hex digits.",
    example: {
      template: "{{ 'hey' | hmac_sha256_hex: 'secret_key' }}",
      output: "8df897f8da3d7992fe57c8dbc6f27578cfbf2dcc4d0fbb4000b8c924841d508e",
    },
    source: advancedFilters,
    assumes: ["nil-digest"],
    traits: { digest: true },
    apply: keyed("sha256", hex),
  },
  hmac_sha256_base64: {
    parameters: [secret],
    summary: "HMAC with SHA-256, in base64.",
    example: {
      template: "{{ 'hey' | hmac_sha256_base64: 'secret_key' }}",
      output: "jfiX+No9eZL+V8jbxvJ1eM+/LcxND7tAALjJJIQdUI4=",
    },
    source: advancedFilters,
    assumes: ["nil-digest"],
    traits: { digest: true },
    apply: keyed("sha256", base64),
  },
  hmac_sha256: {
    parameters: [secret],
    summary: "HMAC with SHA-256, in hex digits.",
    example: {
      template: "{{ 'hey' | hmac_sha256: 'secret_key' }}",
      output: "8df897f8da3d7992fe57c8dbc6f27578cfbf2dcc4d0fbb4000b8c924841d508e",
    },
    source: brazeFilters,
    assumes: ["nil-digest"],
    traits: { digest: true },
    apply: keyed("sha256", hex),
  },
  hmac_sha512: {
    parameters: [secret],
    summary: "HMAC with SHA-512, in hex digits.",
    example: { template: "{{ 'hey' | hmac_sha512: 'secret_key' | size }}", output: "128" },
    source: brazeFilters,
    assumes: ["nil-digest"],
    traits: { digest: true },
    apply: keyed("sha512", hex),
  },
  base64_decode: {
    documented: false,
    parameters: [],
    summary: "Decodes base64.",
    example: { template: "{{ 'YmxhaA==' | base64_decode }}", output: "blah" },
    apply: (input) => decode(toText(input), "base64_decode"),
  },
  base64_url_safe_encode: {
    documented: false,
    parameters: [],
    summary: "Base64 for URLs.",
    example: { template: "{{ 'a?>' | base64_url_safe_encode }}", output: "YT8-" },
    apply: (input) =>
      base64(utf8(toText(input)))
        .replaceAll("+", "-")
        .replaceAll("/", "_"),
  },
  base64_url_safe_decode: {
    documented: false,
    parameters: [],
    summary: "Decodes base64 for URLs.",
    example: { template: "{{ 'YT8-' | base64_url_safe_decode }}", output: "a?>" },
    apply: (input) => decode(fromUrlSafe(toText(input)), "base64_url_safe_decode"),
  },
} satisfies Filters;

/** Strict: what encodes back to the same, whole and without stray bits. */
function decode(text: string, name: string): Value {
  const bytes = fromBase64(text);
  if (!bytes || base64(bytes) !== text) throw new LiquidError(`invalid base64 provided to ${name}`);
  return textOfUtf8(bytes);
}

/** The padding may be left out as a whole. */
function fromUrlSafe(text: string): string {
  const plain = text.replaceAll("-", "+").replaceAll("_", "/");
  return plain.endsWith("=") ? plain : plain.padEnd(Math.ceil(plain.length / 4) * 4, "=");
}
