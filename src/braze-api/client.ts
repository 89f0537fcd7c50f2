import { bounded, reasonOf } from "../movable-ink/http.js";
import { isJsonObject, type Json, type JsonObject, readJson } from "../source/json.js";
import { jsonText } from "../source/json-text.js";
import type { Call } from "./calls.js";
import type { Outside } from "./outside.js";
import { afterRefusal, backOff, type Limits, limitsOf, untilReset } from "./waiting.js";

/** The workspace that is asked. */
export interface Workspace {
  /** Where its REST API is, without a path. */
  readonly origin: string;
  readonly key: string;
}

export interface ClientOptions {
  /** Milliseconds for one answer. */
  readonly timeout?: number;
  /** Told before it waits. */
  readonly waiting?: (seconds: number, why: string) => void;
}

/** What a call is asked with. */
export interface Asked {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** Why a call came to nothing. */
export type Trouble =
  /** No answer: it is not known what became of a call that writes. */
  | { readonly kind: "unreached"; readonly reason: string; readonly timedOut: boolean }
  /** An answer that is none of the API's. */
  | { readonly kind: "stranger"; readonly status: number; readonly why: string }
  | { readonly kind: "redirect"; readonly status: number }
  | {
      readonly kind: "refused";
      readonly status: number;
      /** Braze's own words. */
      readonly said: string;
      /** When more may be asked, where Braze says so. */
      readonly again: Date | undefined;
    };

export class ApiFailure extends Error {
  constructor(
    readonly call: Call,
    readonly trouble: Trouble,
    readonly tries: number,
  ) {
    super(`${call.method} ${call.path} failed: ${trouble.kind}`);
  }

  /** Whether a call that writes may have been carried out all the same. */
  get isUnclear(): boolean {
    const { trouble } = this;
    return (
      trouble.kind === "unreached" ||
      (trouble.kind === "refused" && trouble.status >= 500) ||
      (trouble.kind === "stranger" && trouble.status < 300)
    );
  }
}

interface Answer {
  readonly status: number;
  readonly json: Json | undefined;
  readonly headers: Headers;
  /** Why its body is not whole. */
  readonly broken: string | undefined;
}

const usualTimeout = 30_000;
const mostAnswer = 32_000_000;
/** No workspace has as much: a list without end would be read until the machine has no memory left. */
const mostPages = 5000;
const mostTries = 6;
/** The most milliseconds that one call waits for, tries and all. */
const mostWait = 300_000;

/**
 * Braze's REST API, asked one call at a time, so that connections are kept and limits seen. Its limits and errors:
 * https://www.braze.com/docs/api/api_limits and https://www.braze.com/docs/api/errors
 */
export class BrazeClient {
  /** What was said of the limit of a call, last. */
  readonly #limits = new Map<Call, Limits>();

  constructor(
    readonly workspace: Workspace,
    private readonly outside: Outside,
    private readonly options: ClientOptions = {},
  ) {}

  /** @throws ApiFailure */
  async ask(call: Call, asked: Asked = {}): Promise<JsonObject> {
    return (await this.#answer(call, asked)).json;
  }

  /**
   * Pages that are numbered from 0, until one is not full.
   * @throws ApiFailure
   */
  async *pages(
    call: Call,
    size: number,
    query: Readonly<Record<string, string>> = {},
  ): AsyncGenerator<JsonObject> {
    let last = "";
    for (let page = 0; page < mostPages; page++) {
      const { json } = await this.#answer(call, { query: { page: String(page), ...query } });
      const text = jsonText(json);
      // A server that does not know of pages gives the first one each time.
      if (text === last) return;
      yield json;
      if (longest(json) < size) return;
      last = text;
    }
  }

  /**
   * Pages that are found by how many items come before them.
   * @throws ApiFailure
   */
  async *offsets(call: Call, size: number): AsyncGenerator<JsonObject> {
    let last = "";
    for (let page = 0; page < mostPages; page++) {
      const query = { limit: String(size), ...(page > 0 && { offset: String(page * size) }) };
      const { json } = await this.#answer(call, { query });
      const text = jsonText(json);
      if (text === last) return;
      yield json;
      if (longest(json) < size) return;
      last = text;
    }
  }

  /**
   * Pages each of which names the next in its `Link` header.
   * @throws ApiFailure
   */
  async *cursors(call: Call): AsyncGenerator<JsonObject> {
    const seen = new Set<string>();
    for (let cursor: string | undefined; seen.size < mostPages; ) {
      const { json, headers } = await this.#answer(call, cursor === undefined ? {} : { query: { cursor } });
      yield json;
      cursor = nextCursor(headers.get("link") ?? "");
      // A server that names a page that was there would be asked for ever.
      if (cursor === undefined || seen.has(cursor)) return;
      seen.add(cursor);
    }
  }

  async #answer(call: Call, asked: Asked): Promise<{ json: JsonObject; headers: Headers }> {
    let waited = 0;
    /** @returns false where there is no time left for it */
    const wait = async (milliseconds: number, why: string): Promise<boolean> => {
      if (waited + milliseconds > mostWait) return false;
      if (milliseconds <= 0) return true;
      waited += milliseconds;
      this.options.waiting?.(Math.ceil(milliseconds / 1000), why);
      await this.outside.sleep(milliseconds);
      return true;
    };
    const limits = this.#limits.get(call);
    const pause = untilReset(limits, this.outside.now());
    if (!(await wait(pause, "the rate limit is used up")))
      throw new ApiFailure(call, { kind: "refused", status: 429, said: "", again: limits?.reset }, 0);
    for (let tries = 1; ; tries++) {
      const outcome = await this.#once(call, asked);
      if ("json" in outcome) return outcome;
      const again = this.#wait(call, outcome, tries);
      if (tries >= mostTries || again === undefined || !(await wait(again.milliseconds, again.why)))
        throw new ApiFailure(call, outcome, tries);
    }
  }

  /** How long to wait before a call is tried again; undefined where it would not help, or might do it twice. */
  #wait(call: Call, trouble: Trouble, tries: number): { milliseconds: number; why: string } | undefined {
    const { outside } = this;
    switch (trouble.kind) {
      case "redirect":
      case "stranger":
        return undefined;
      case "unreached":
        return call.repeatable ? { milliseconds: backOff(tries, outside), why: trouble.reason } : undefined;
      case "refused":
        if (trouble.status === 429)
          return {
            milliseconds: afterRefusal(trouble.again, tries, outside),
            why: "there were more requests than the rate limit allows",
          };
        return trouble.status >= 500 && call.repeatable
          ? {
              milliseconds: afterRefusal(trouble.again, tries, outside),
              why: `Braze answered ${trouble.status}`,
            }
          : undefined;
    }
  }

  async #once(call: Call, asked: Asked): Promise<{ json: JsonObject; headers: Headers } | Trouble> {
    const answer = await this.#request(call, asked);
    if ("kind" in answer) return answer;
    const { status, json, headers, broken } = answer;
    const limits = limitsOf(headers, this.outside.now());
    this.#limits.set(call, limits);
    if (status >= 300 && status < 400) return { kind: "redirect", status };
    if (broken !== undefined && status < 300) return { kind: "unreached", reason: broken, timedOut: false };
    if (status < 300)
      return isJsonObject(json)
        ? { json, headers }
        : { kind: "stranger", status, why: "its answer is not a JSON object" };
    // Of any other refusal, the limit is not the reason.
    const again = limits.after ?? (status === 429 ? limits.reset : undefined);
    return { kind: "refused", status, said: wordsOf(json), again };
  }

  async #request({ method, path }: Call, { query, body }: Asked): Promise<Answer | Trouble> {
    const { timeout = usualTimeout } = this.options;
    const signal = AbortSignal.timeout(timeout);
    const search = query === undefined ? "" : `?${new URLSearchParams(query)}`;
    const late = `no response within ${timeout / 1000} seconds`;
    try {
      const response = await this.outside.fetch(`${this.workspace.origin}${path}${search}`, {
        method,
        headers: {
          Authorization: `Bearer ${this.workspace.key}`,
          Accept: "application/json",
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: jsonText(body) }),
        redirect: "manual",
        signal,
      });
      const { text, cut, broken } = await bounded(response, mostAnswer, signal);
      return {
        status: response.status,
        json: readJson(text),
        headers: response.headers,
        broken: broken
          ? signal.aborted
            ? late
            : reasonOf(broken)
          : cut
            ? `the answer is longer than ${mostAnswer / 1_000_000} MB`
            : undefined,
      };
    } catch (error) {
      return {
        kind: "unreached",
        reason: signal.aborted ? late : reasonOf(error),
        timedOut: signal.aborted,
      };
    }
  }
}

/** `{"message": "…", "errors": ["…"]}`, the documented form of every refusal. */
function wordsOf(json: unknown): string {
  if (!isJsonObject(json)) return "";
  const errors = Array.isArray(json.errors) ? json.errors : [];
  const words = [json.message, json.error, ...errors].filter((one): one is string => typeof one === "string");
  return [...new Set(words)].join("; ");
}

/** How many items an answer lists: its one list is what was asked for. */
const longest = (json: JsonObject): number =>
  Math.max(0, ...Object.values(json).map((value) => (Array.isArray(value) ? value.length : 0)));

/** `<https://…/custom_attributes?cursor=c2tpcDow>; rel="next"`; only the cursor is taken of it, never the address. */
function nextCursor(link: string): string | undefined {
  const address = /<([^>]*)>\s*;[^,]*\brel="?next\b/i.exec(link)?.[1];
  if (address === undefined) return undefined;
  return new URLSearchParams(address.replace(/^[^?]*\??/, "")).get("cursor") ?? undefined;
}
