import { createHash } from "node:crypto";

export type DigestKind = "md5" | "sha1" | "sha256";

/** The digest of a text's UTF-8 bytes, in small hex digits. */
export const hashText = (kind: DigestKind, text: string): string =>
  createHash(kind).update(text, "utf8").digest("hex");
