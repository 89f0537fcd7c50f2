import { waitedFor } from "../clock.js";
import { joined } from "../source/bytes.js";

/** What was read of a response's body: its status has arrived, whatever becomes of the rest. */
export interface Read {
  readonly text: string;
  /** There is more of it that was not read. */
  readonly cut: boolean;
  /** Why it broke off. */
  readonly broken?: unknown;
}

/**
 * The beginning of a response: the rest is not read.
 * @param signal by which the request is given up; a body that is badly compressed may neither end nor fail
 */
export function bounded(response: Response, most: number, signal: AbortSignal): Promise<Read> {
  return waitedFor(beginning(response, most, signal));
}

async function beginning(response: Response, most: number, signal: AbortSignal): Promise<Read> {
  const reader = response.body?.getReader();
  if (!reader) return { text: "", cut: false };
  const chunks: Uint8Array[] = [];
  let length = 0;
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  aborted.catch(() => {});
  const text = () => new TextDecoder().decode(joined(chunks).subarray(0, most));
  try {
    while (length < most) {
      const { done, value } = await Promise.race([reader.read(), aborted]);
      if (done) return { text: text(), cut: false };
      chunks.push(value);
      length += value.length;
    }
  } catch (broken) {
    return { text: text(), cut: true, broken };
  }
  await reader.cancel().catch(() => {});
  return { text: text(), cut: true };
}

/** Node's network errors in words; they may contain the host, never the path or a header. */
export function reasonOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string; message?: string } })?.cause;
  const code = String(cause?.code ?? (error as { code?: unknown })?.code ?? "");
  // What Node's HTTP parser and its client say of answers that break the protocol.
  if (/^HPE_|^ERR_ASSERTION$|^UND_ERR_RESPONSE/.test(code)) return `what answers there is not HTTP (${code})`;
  // Node's client gives up an answer that begins with 100, which only a request with `Expect` asks for: the final status, which
  // may be in the same packet, is not read.
  if (code === "UND_ERR_SOCKET" && cause?.message === "bad response")
    return "it answered 100 Continue, which nothing had asked for, and what came after that cannot be read (UND_ERR_SOCKET)";
  // Node's names for what gzip, Brotli and Zstandard cannot unpack.
  if (/^Z_|^ERR__ERROR_|^ERR_BROTLI|^ZSTD_/.test(code)) return `its compression is damaged (${code})`;
  return (
    reasons[code] ??
    (/CERT|SSL|TLS|SELF_SIGNED/.test(code)
      ? `its certificate is not valid (${code})`
      : `the connection failed${code ? ` (${code})` : ""}`)
  );
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing is listening there (ECONNREFUSED)",
  ENOTFOUND: "no such host (ENOTFOUND)",
  EAI_AGAIN: "the host's name cannot be resolved (EAI_AGAIN)",
  ECONNRESET: "the connection was reset (ECONNRESET)",
  UND_ERR_SOCKET: "the connection was closed in the middle (UND_ERR_SOCKET)",
  UND_ERR_HEADERS_OVERFLOW: "the headers of its answer are too long (UND_ERR_HEADERS_OVERFLOW)",
  CERT_HAS_EXPIRED: "its certificate has expired (CERT_HAS_EXPIRED)",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed (DEPTH_ZERO_SELF_SIGNED_CERT)",
  ETIMEDOUT: "no connection in time (ETIMEDOUT)",
};
