import { isRetried } from "./answers.js";

/** One POST to a collector. */
export interface Delivery {
  readonly url: string;
  readonly authorization: string;
  readonly body: string;
}

/** What came of it. */
export type Delivered =
  | {
      readonly reached: true;
      readonly status: number;
      readonly body: string;
      readonly attempts: readonly Attempt[];
    }
  | { readonly reached: false; readonly reason: string; readonly attempts: readonly Attempt[] };

export interface Attempt {
  readonly status: number | undefined;
  /** Milliseconds that were waited before it. */
  readonly waited: number;
}

export interface Outside {
  readonly fetch: typeof fetch;
  sleep(milliseconds: number): Promise<void>;
  now(): Date;
}

const mostAttempts = 5;
/** Milliseconds for all attempts together. */
const mostTime = 30_000;
const requestTimeout = 10_000;
const mostAnswer = 64 * 1024;

/** Sends as Braze does: again after 408, 429 and 5XX, never after another 4XX, and following no redirect. */
export async function deliver(delivery: Delivery, outside: Outside): Promise<Delivered> {
  const start = outside.now().getTime();
  const attempts: Attempt[] = [];
  let waited = 0;
  for (;;) {
    const answer = await once(delivery, outside);
    attempts.push({ status: "status" in answer ? answer.status : undefined, waited });
    if (!("status" in answer)) return { reached: false, reason: answer.reason, attempts };
    const next = 1000 * 2 ** (attempts.length - 1);
    const late = outside.now().getTime() - start + next > mostTime;
    if (!isRetried(answer.status) || attempts.length >= mostAttempts || late)
      return { reached: true, ...answer, attempts };
    await outside.sleep(next);
    waited = next;
  }
}

async function once(
  { url, authorization, body }: Delivery,
  { fetch }: Outside,
): Promise<{ status: number; body: string } | { reason: string }> {
  const signal = AbortSignal.timeout(requestTimeout);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: authorization },
      body,
      redirect: "manual",
      signal,
    });
    return { status: response.status, body: await bounded(response) };
  } catch (error) {
    return { reason: signal.aborted ? `no answer within ${requestTimeout / 1000} seconds` : reasonOf(error) };
  }
}

/** The beginning of an answer: the rest is not read. */
async function bounded(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return "";
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < mostAnswer) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
  }
  await reader.cancel().catch(() => {});
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, mostAnswer));
}

/** Node's network errors in words; they may hold the host, never the path or a header. */
function reasonOf(error: unknown): string {
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
  ECONNREFUSED: "nothing listens there (ECONNREFUSED)",
  ENOTFOUND: "there is no such host (ENOTFOUND)",
  EAI_AGAIN: "the host's name cannot be looked up (EAI_AGAIN)",
  ECONNRESET: "the connection was reset (ECONNRESET)",
  UND_ERR_SOCKET: "the connection was closed in the middle (UND_ERR_SOCKET)",
  CERT_HAS_EXPIRED: "its certificate has expired (CERT_HAS_EXPIRED)",
  DEPTH_ZERO_SELF_SIGNED_CERT:
    "its certificate is signed by nobody who is known (DEPTH_ZERO_SELF_SIGNED_CERT)",
  ETIMEDOUT: "no connection in time (ETIMEDOUT)",
};

/** Why an endpoint cannot be used, if it cannot: what it holds is a secret, and not said. */
export function endpointFault(text: string): string | undefined {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return "it is no URL; expected the whole of it, such as https://collector.example/behavioral/KEY";
  }
  if (url.username !== "" || url.password !== "")
    return "it holds a user name or password; they go into the Authorization header";
  if (url.protocol === "https:") return undefined;
  if (url.protocol !== "http:") return `it begins with ${url.protocol}; expected https:`;
  return isLoopback(url.hostname)
    ? undefined
    : "it is a plain http: URL; credentials and data would be readable on the way. Only a server on this machine is reached so";
}

export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
