import { bounded, reasonOf } from "../movable-ink/http.js";
import { type Json, readJson } from "../source/json.js";
import { jsonText } from "../source/json-text.js";
import { catalogKey, type InstallRequest } from "./integration.js";

export interface SignalAnswer {
  readonly reached: true;
  readonly status: number;
  /** The JSON, if it is JSON. */
  readonly json: Json | undefined;
  /** Seconds that Signal asks to wait. */
  readonly retryAfter: number | undefined;
  /** Why the body broke off, if it did. */
  readonly broken?: string;
}

export type SignalResult =
  | SignalAnswer
  | { readonly reached: false; readonly reason: string; readonly timedOut: boolean };

/** The client's access to the outside. */
interface Outside {
  readonly fetch: typeof fetch;
  sleep(milliseconds: number): Promise<void>;
}

const timeout = 15_000;
const mostAnswer = 1_000_000;
/** The most seconds to wait, in total. */
const mostWait = 60;

/** Signal's management API, as far as it is documented (https://docs.dataflysignal.com/management-api). */
export class SignalClient {
  constructor(
    private readonly baseUrl: string,
    private readonly token: string,
    private readonly outside: Outside,
  ) {}

  /** The catalog entry, with its fields and variants. */
  entry(): Promise<SignalResult> {
    return this.#request("GET", `/integration-catalog/${catalogKey}`);
  }

  /** The installed integrations; secrets are masked. */
  installed(): Promise<SignalResult> {
    return this.#request("GET", "/integrations");
  }

  /** Never repeated after a missing response: the install may have succeeded. */
  install(request: InstallRequest): Promise<SignalResult> {
    return this.#request("POST", `/integration-catalog/${catalogKey}/install`, request);
  }

  async #request(method: "GET" | "POST", path: string, body?: unknown): Promise<SignalResult> {
    let waited = 0;
    for (;;) {
      const answer = await this.#once(method, path, body);
      if (!answer.reached || answer.status !== 429) return answer;
      // A server that says zero would be asked forever.
      const wait = Math.max(1, answer.retryAfter ?? 1);
      if (waited + wait > mostWait) return answer;
      await this.outside.sleep(wait * 1000);
      waited += wait;
    }
  }

  async #once(method: string, path: string, body: unknown): Promise<SignalResult> {
    const signal = AbortSignal.timeout(timeout);
    try {
      const response = await this.outside.fetch(`${this.baseUrl}${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${this.token}`,
          Accept: "application/json",
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: jsonText(body) }),
        redirect: "manual",
        signal,
      });
      const { text, broken } = await bounded(response, mostAnswer, signal);
      const after = Number(response.headers.get("retry-after"));
      return {
        reached: true,
        status: response.status,
        json: readJson(text),
        retryAfter: response.headers.has("retry-after") && after >= 0 ? Math.ceil(after) : undefined,
        ...(broken === undefined ? {} : { broken: signal.aborted ? "it took too long" : reasonOf(broken) }),
      };
    } catch (error) {
      return {
        reached: false,
        timedOut: signal.aborted,
        reason: signal.aborted ? `no response within ${timeout / 1000} seconds` : reasonOf(error),
      };
    }
  }
}

/** `{"error": {"code", "message"}}`, the documented form of every refusal. */
export function errorOf(json: unknown): { code: string; message: string } | undefined {
  const error = (json as { error?: { code?: unknown; message?: unknown } } | undefined)?.error;
  return typeof error?.message === "string"
    ? { code: String(error.code ?? ""), message: error.message }
    : undefined;
}
