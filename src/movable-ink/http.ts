/** The beginning of a response: the rest is not read. */
export async function bounded(response: Response, most: number): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return "";
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < most) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
  }
  await reader.cancel().catch(() => {});
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, most));
}

/** Node's network errors in words; they may contain the host, never the path or a header. */
export function reasonOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string } })?.cause;
  const code = cause?.code ?? (error as { code?: string })?.code ?? "";
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
  CERT_HAS_EXPIRED: "its certificate has expired (CERT_HAS_EXPIRED)",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed (DEPTH_ZERO_SELF_SIGNED_CERT)",
  ETIMEDOUT: "no connection in time (ETIMEDOUT)",
};
