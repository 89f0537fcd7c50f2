import { hmac } from "@noble/hashes/hmac.js";
import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { hex, utf8 } from "../../source/bytes.js";

const digests = { md5, sha1, sha256, sha512 };

export type DigestKind = "md5" | "sha1" | "sha256";

/** The digest of a text's UTF-8 bytes, in small hex digits. */
export const hashText = (kind: DigestKind, text: string): string => hex(digests[kind](utf8(text)));

/** The digest of a text under a key. */
export const keyedHash = (kind: keyof typeof digests, key: string, text: string): Uint8Array =>
  hmac(digests[kind], utf8(key), utf8(text));
