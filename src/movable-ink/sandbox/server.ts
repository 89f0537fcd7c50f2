import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";
import { isJsonObject, parseJson } from "../../source/json.js";
import { jsonText } from "../../source/json-text.js";
import { isLoopback } from "../../source/loopback.js";
import { positionOf } from "../../source/source.js";
import { mostBytes } from "../contract/contract.js";
import type { Profile } from "../contract/profile.js";
import { allEvents, allProfiles, jsonArray, shown } from "./contents.js";
import type { Journal } from "./journal.js";
import { page, pagePolicy } from "./page.js";
import { type Payload, readPayload } from "./payload.js";
import { Refusals } from "./refusals.js";
import { type Receipt, SandboxStore } from "./store.js";

export interface SandboxOptions {
  readonly key: string;
  readonly username: string;
  readonly password: string;
  readonly profile?: Profile | undefined;
  readonly journal?: Journal | undefined;
  /** What the journal holds. */
  readonly store?: SandboxStore | undefined;
  /** The first posts that would be accepted get this status instead. */
  readonly fail?: { readonly status: number; readonly times: number } | undefined;
  now(): Date;
  uuid(): string;
}

/** The response to a request. */
interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Connections that the system keeps waiting. With Node's 511, some of a thousand senders are cut off where the machine is busy. */
const mostWaiting = 4096;

/**
 * Movable Ink's collector as far as it is known: the two 404s are as observed on the real one; every other refusal is
 * undocumented, so it is this sandbox's own choice and says `"assumed": true`.
 */
export class Sandbox {
  readonly store: SandboxStore;
  readonly refusals = new Refusals();
  readonly #server: Server;
  readonly #authorization: Buffer;
  #failures: number;

  constructor(private readonly options: SandboxOptions) {
    this.store = options.store ?? new SandboxStore(options.profile);
    this.#authorization = Buffer.from(authorizationOf(options));
    this.#failures = options.fail?.times ?? 0;
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch(() => {
        if (!response.headersSent)
          send(response, assumedAnswer(500, "the sandbox could not store the event", this.options.uuid()));
        else response.destroy();
      });
    });
    this.#server.requestTimeout = 30_000;
  }

  /** @returns the origin that it listens on: this machine only */
  listen(port: number): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen({ port, host: "127.0.0.1", backlog: mostWaiting }, () =>
        resolve(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`),
      );
    });
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
    await this.options.journal?.close();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = urlOf(request.url ?? "/");
    const path = url?.pathname ?? "";
    // A page elsewhere could point its own host name at this machine.
    const host = (request.headers.host ?? "").replace(/:\d+$/, "");
    if (!isLoopback(host))
      return send(response, assumedAnswer(403, "the sandbox answers this machine only", this.options.uuid()));
    if (request.method === "GET" && path === "/events")
      return stream(response, jsonArray(allEvents(this.store, this.options.journal)));
    if (request.method === "GET" && path === "/profiles")
      return stream(response, jsonArray(await allProfiles(this.store, this.options.journal)));
    if (request.method === "GET" && path === "/") {
      const body = page(await shown(this.store, this.options.journal, url!.searchParams), this.refusals);
      return send(response, { status: 200, type: "text/html; charset=utf-8", body }, pagePolicy());
    }
    const key = /^\/behavioral\/([^/]+)$/.exec(path)?.[1];
    if (key === undefined) {
      if (request.method === "POST") this.#keepRefusal(this.options.uuid(), 404, "404 page not found");
      return send(response, { status: 404, type: "text/plain; charset=utf-8", body: "404 page not found\n" });
    }
    send(response, await this.#collect(key, request));
  }

  async #collect(key: string, request: IncomingMessage): Promise<Answer> {
    const id = this.options.uuid();
    let bytes: Buffer | undefined;
    const assumed = (status: number, message: string): Answer => {
      this.#keepRefusal(id, status, message, bytes);
      return assumedAnswer(status, message, id);
    };
    if (key !== this.options.key) {
      const message = "Behavioral endpoint key not found";
      this.#keepRefusal(id, 404, message);
      return json(404, { message, request_id: id });
    }
    if (request.method !== "POST") return assumed(405, `send an event with POST, not ${request.method}`);
    if (!this.#isAuthorized(request.headers.authorization))
      return assumed(
        401,
        request.headers.authorization === undefined
          ? "the Authorization header is missing"
          : "user name or password is wrong",
      );
    bytes = await bodyOf(request);
    if (!bytes) return assumed(413, `the body is larger than ${mostBytes / 1e6} MB`);
    if (this.#failures > 0) {
      this.#failures--;
      return assumed(this.options.fail!.status, "requested by --fail");
    }
    const read = payloadFrom(bytes, request.headers["content-type"]);
    if ("fault" in read) return assumed(400, read.fault);
    const receipt: Receipt = { id, at: this.options.now().toISOString(), ...read };
    // Checked before it is kept: what cannot be checked would stop every later start.
    const checked = this.store.check(receipt);
    await this.options.journal?.append(receipt);
    const { warnings } = this.store.take(receipt, checked);
    this.options.journal?.indexWhenDue();
    return json(200, { message: "accepted", request_id: id, warnings });
  }

  #keepRefusal(id: string, status: number, message: string, bytes?: Buffer): void {
    this.refusals.keep({ id, at: this.options.now().toISOString(), status, message }, bytes);
  }

  #isAuthorized(given: string | undefined): boolean {
    const bytes = Buffer.from(given ?? "");
    return bytes.length === this.#authorization.length && timingSafeEqual(bytes, this.#authorization);
  }
}

/** The value of the Authorization header. */
export const authorizationOf = ({ username, password }: { username: string; password: string }): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;

/** Whatever host a request names, only its path is asked for. */
const anyOrigin = "http://localhost";

/** The address of a request; one that is none leads nowhere. */
function urlOf(target: string): URL | undefined {
  try {
    return new URL(`${anyOrigin}${target.startsWith("/") ? target : `/${target}`}`);
  } catch {
    return undefined;
  }
}

function payloadFrom(bytes: Buffer, contentType: string | undefined): Payload | { fault: string } {
  const charset = /charset=["']?([\w-]+)/i.exec(contentType ?? "")?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset))
    return { fault: `the charset is ${charset}; JSON must be UTF-8` };
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return { fault: "the body is not UTF-8" };
  }
  const read = readPayload(text);
  if (read) return isJsonObject(read.payload) ? read : { fault: "the body is JSON, but not an object" };
  const source = { name: "the body", text };
  const [fault] = parseJson(source).faults;
  const { line, column } = positionOf(source, fault?.start ?? 0);
  return { fault: `the body is not JSON: ${fault?.message}, at line ${line}, column ${column}` };
}

/** The body, or undefined if it is too large; a body that is too large is read to its end and dropped, so that the response arrives. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length < mostBytes) chunks.push(chunk);
    else if (length > 50 * mostBytes) break;
  }
  return length < mostBytes ? Buffer.concat(chunks) : undefined;
}

const json = (status: number, value: unknown): Answer => ({
  status,
  type: "application/json",
  body: `${jsonText(value)}\n`,
});

const assumedAnswer = (status: number, message: string, request_id: string): Answer =>
  json(status, { message, request_id, assumed: true });

const guards = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};

function send(response: ServerResponse, { status, type, body }: Answer, policy?: string): void {
  response.writeHead(status, {
    "content-type": type,
    "content-length": Buffer.byteLength(body),
    ...guards,
    ...(policy === undefined ? {} : { "content-security-policy": policy }),
  });
  response.end(body);
}

/** Sends what may be too long for one text. */
async function stream(response: ServerResponse, pieces: AsyncIterable<string>): Promise<void> {
  response.writeHead(200, { "content-type": "application/json", ...guards });
  await pipeline(pieces, response).catch((error: NodeJS.ErrnoException) => {
    // Whoever closes the connection has seen enough.
    if (error.code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  });
}
