import { isLoopback } from "../source/loopback.js";
import { isRetried } from "./answers/statuses.js";
import { bounded, reasonOf } from "./http.js";

/** One POST to a collector. */
export interface Delivery {
  readonly url: string;
  readonly authorization: string;
  readonly body: string;
}

/** Its result. */
export type Delivered =
  | {
      readonly reached: true;
      readonly status: number;
      readonly body: string;
      /** The body goes on, but no more of it was read. */
      readonly cut: boolean;
      /** Why the body broke off, if it did. */
      readonly broken?: string;
      readonly attempts: readonly Attempt[];
    }
  | { readonly reached: false; readonly reason: string; readonly attempts: readonly Attempt[] };

export interface Attempt {
  readonly status: number | undefined;
  /** Milliseconds waited before it. */
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
): Promise<Omit<Delivered & { reached: true }, "reached" | "attempts"> | { reason: string }> {
  const signal = AbortSignal.timeout(requestTimeout);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: authorization },
      body,
      redirect: "manual",
      signal,
    });
    const { text, cut, broken } = await bounded(response, mostAnswer, signal);
    // The status has arrived, and so has the event.
    return {
      status: response.status,
      body: text,
      cut,
      ...(broken === undefined ? {} : { broken: signal.aborted ? "it took too long" : reasonOf(broken) }),
    };
  } catch (error) {
    const late = `no response within ${requestTimeout / 1000} seconds`;
    return { reason: signal.aborted ? late : reasonOf(error) };
  }
}

/** Why an endpoint cannot be used, if so; the endpoint itself is a secret and is not quoted. */
export function endpointFault(text: string): string | undefined {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return "it is not a URL; expected a whole URL, such as https://collector.example/behavioral/KEY";
  }
  if (url.username !== "" || url.password !== "")
    return "it contains a user name or password; they belong in the Authorization header";
  if (url.protocol === "https:") return undefined;
  if (url.protocol !== "http:") return `it begins with ${url.protocol}; expected https:`;
  return isLoopback(url.hostname)
    ? undefined
    : "it is a plain http: URL; credentials and data would be readable in transit. Plain http: is allowed to this machine only";
}
