import { timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { UserError } from "../../diagnostics/diagnostic.js";
import { packageFile } from "../../package-file.js";
import { isJsonObject, type JsonObject, readJson } from "../../source/json.js";
import { jsonText } from "../../source/json-text.js";
import { mostBytes } from "../../source/most-bytes.js";
import { type Answer, faultOf } from "./answer.js";

/** What the pages may ask of a project, each by the end of its address: what it holds, and what to write in it. */
export interface Asks {
  readonly told: ReadonlyMap<string, () => Promise<object>>;
  readonly done: ReadonlyMap<string, (asked: JsonObject) => Promise<Answer>>;
}

/** A file of the site: where the build has it, and what it may do in a browser. */
interface Served {
  readonly built: string;
  readonly type: "text/html" | "text/javascript" | "text/css";
}

const files: ReadonlyMap<string, Served> = new Map([
  ["", { built: "pages/serve.html", type: "text/html" }],
  ["serve.js", { built: "pages/serve.js", type: "text/javascript" }],
  ["serve.css", { built: "pages/serve.css", type: "text/css" }],
  ["playground/", { built: "pages/playground.html", type: "text/html" }],
  ["playground/playground.js", { built: "pages/playground.js", type: "text/javascript" }],
  ["playground/playground.css", { built: "pages/playground.css", type: "text/css" }],
  ["playground/engine.js", { built: "browser-worker.js", type: "text/javascript" }],
]);

/** The frame asks this server alone, and nobody else's page may show it. */
const framePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** Pages bring a policy of their own. */
const pagePolicy = "base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
/** A worker has the policy that its script comes with. */
const filePolicy = "default-src 'none'; frame-ancestors 'none'";

const guards = {
  "cache-control": "no-store",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/**
 * The pages of a project, for this machine and for whoever has the address: its path begins with a token, and no answer
 * lets a browser hand it on.
 */
export class Site {
  /** The path that all of it is under. */
  readonly root: string;
  readonly #server: Server;
  readonly #listeners = new Set<ServerResponse>();
  #page: string | undefined;
  #edition = 0;
  #fault = "";

  /** @param asks what there is to ask; absent without a project */
  constructor(
    token: string,
    private readonly asks?: Asks,
  ) {
    this.root = `/${token}/`;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) =>
        error instanceof UserError
          ? tell(response, 422, faultOf(error))
          : refuse(response, 500, "mi-braze serve could not do it: this is a mistake of its own"),
      );
    });
  }

  /** @returns the origin that it listens on: this machine only */
  listen(port: number): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen({ port, host: "127.0.0.1" }, () => resolve(this.#origin));
    });
  }

  /** The hand-off page as it is now. */
  show(page: string): void {
    if (page !== this.#page) this.#edition++;
    this.#page = page;
    this.tell("");
  }

  /** What is wrong with the config; the page stays the last good one. */
  tell(fault: string): void {
    this.#fault = fault;
    for (const listener of this.#listeners) listener.write(this.#state());
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  get #origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #state(): string {
    return `data: ${jsonText({ edition: this.#edition, fault: this.#fault })}\n\n`;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? "").replace(/[?#].*$/, "");
    const name = path.slice(this.root.length);
    const file = files.get(name);
    const told = this.asks?.told.get(name);
    const done = this.asks?.done.get(name);
    if (!this.#isFromHere(request)) refuse(response, 403, "this is for this machine and its own pages");
    else if (!isSame(path.slice(0, this.root.length), this.root))
      refuse(response, 404, "not found: the address that mi-braze serve prints is needed whole");
    else if (request.method === "POST" && done) await this.#do(done, request, response);
    else if (request.method !== "GET") refuse(response, 405, "nothing can be sent here");
    else if (told) tell(response, 200, await told());
    else if (name === "changes") this.#listen(response);
    else if (name === "handoff" && this.#page !== undefined)
      send(response, 200, "text/html", pagePolicy, this.#page);
    else if (file) {
      const policy = file.type !== "text/html" ? filePolicy : name === "" ? framePolicy : pagePolicy;
      send(response, 200, file.type, policy, readFileSync(packageFile(`dist/${file.built}`)));
    } else refuse(response, 404, "not found");
  }

  /** What is written is asked for by a page of this server, which says so, and in JSON, which no form can send. */
  async #do(
    done: (asked: JsonObject) => Promise<Answer>,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { origin, "content-type": type } = request.headers;
    if (origin === undefined) return refuse(response, 403, "only a page of mi-braze serve may write");
    if (type !== "application/json") return refuse(response, 415, "this takes application/json");
    const text = await textOf(request);
    const asked = text === undefined ? undefined : readJson(text);
    if (!isJsonObject(asked)) return refuse(response, 400, "this is not a JSON object, or too long");
    const answer = await done(asked);
    tell(response, "written" in answer ? 200 : "there" in answer ? 409 : 422, answer);
  }

  /** A page elsewhere could point its own host name at this machine, or a form or a script of it at this server. */
  #isFromHere({ headers }: IncomingMessage): boolean {
    const { port } = this.#server.address() as AddressInfo;
    const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
    const { host = "", origin, "sec-fetch-site": site = "none" } = headers;
    return (
      hosts.includes(host) &&
      (origin === undefined || hosts.some((one) => origin === `http://${one}`)) &&
      (site === "none" || site === "same-origin")
    );
  }

  /** Says each time when there is another page, or a fault; at first what there is. */
  #listen(response: ServerResponse): void {
    response.writeHead(200, {
      ...guards,
      "content-type": "text/event-stream",
      "content-security-policy": filePolicy,
    });
    response.write(this.#state());
    this.#listeners.add(response);
    response.on("close", () => this.#listeners.delete(response));
  }
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  policy: string,
  body: string | Uint8Array,
): void {
  response
    .writeHead(status, {
      ...guards,
      "content-type": `${type}; charset=utf-8`,
      "content-security-policy": policy,
    })
    .end(body);
}

const tell = (response: ServerResponse, status: number, json: object): void =>
  send(response, status, "application/json", filePolicy, jsonText(json));

/** What was sent; undefined where it is too long, or no text. */
async function textOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    // It is read to its end all the same, so that whoever sends it hears the answer.
    length += (part as Buffer).length;
    if (length <= mostBytes.fixture) parts.push(part as Buffer);
  }
  if (length > mostBytes.fixture) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts));
  } catch {
    return undefined;
  }
}

const refuse = (response: ServerResponse, status: number, words: string): void =>
  send(response, status, "text/plain", filePolicy, `${words}\n`);
