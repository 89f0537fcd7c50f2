import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { calls } from "../../src/braze-api/calls.js";
import { type TestHost, type TestHostOptions, testHost } from "./host.js";

/** A Content Block as the workspace has it. */
export interface Block {
  readonly id: string;
  readonly name: string;
  readonly content: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly state: string;
  readonly edited: number;
}

/** What Braze has, for a test to fill and to look at. */
export class FakeWorkspace {
  key = "4f6c2b1e-8d0a-4b57-9c3e-1a2b3c4d5e6f";
  scopes: readonly string[] = Object.values(calls).map(({ scope }) => scope);
  /** How many requests an hour are allowed. */
  hourly = 250_000;
  /** Milliseconds until what was written is read. */
  lag = 0;
  tags: readonly string[] = ["Movable Ink"];
  campaigns: readonly Named[] = [];
  canvases: readonly Named[] = [];
  attributes: readonly object[] = [];
  users: readonly Readonly<Record<string, unknown>>[] = [];
  /** Milliseconds since 1970; a host that sleeps moves it. */
  now = Date.parse("2024-05-14T09:00:00Z");
  /** What becomes of the request of a number, counted from 1. */
  fate: (number: number, path: string) => Fate | undefined = () => undefined;
  readonly asked: { readonly method: string; readonly path: string; readonly body: Body }[] = [];
  sockets = 0;
  readonly #written: Block[] = [];

  /** Every version of every block, the oldest first. */
  write(block: Block): void {
    this.#written.push(block);
  }

  /** The blocks as they are, or as those see them who read. */
  blocks(lag = 0): Block[] {
    const seen = this.#written.filter(({ edited }) => edited <= this.now - lag);
    return [...new Map(seen.map((one) => [one.id, one])).values()];
  }

  named(name: string): Block | undefined {
    return this.blocks().find((one) => one.name === name);
  }

  /** What somebody does in the dashboard. */
  edit(name: string, change: Partial<Block>): void {
    this.write({ ...this.named(name)!, edited: this.now, ...change });
  }

  put(block: Partial<Block> & Pick<Block, "name" | "content">): void {
    const id = `block-${this.#written.length + 1}`;
    this.write({ id, description: "", tags: [], state: "active", edited: this.now, ...block });
  }
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly last_edited: string;
  readonly tags: readonly string[];
  readonly archived?: boolean;
  /** All that `details` says beside. */
  readonly details: object;
}

/**
 * - `lost`: the connection is closed before anything is done
 * - `unanswered`: it is done, and the connection is closed before the answer
 * - a number: answered with that status
 */
export type Fate = "lost" | "unanswered" | number;

type Body = Readonly<Record<string, unknown>>;
type Query = URLSearchParams;
type Reply = { readonly status?: number; readonly json: object; readonly link?: string };

const pages = {
  errors: "https://www.braze.com/docs/api/errors",
  limits: "https://www.braze.com/docs/api/api_limits",
  basics: "https://www.braze.com/docs/api/basics",
  list: calls.listBlocks.page,
  create: calls.createBlock.page,
  update: calls.updateBlock.page,
} as const;

/** What the server does before any route, in this order. */
const gate: readonly {
  readonly does: string;
  readonly page: string;
  readonly refuses: (
    there: FakeWorkspace,
    request: IncomingMessage,
    scope: string | undefined,
  ) => Reply | undefined;
}[] = [
  {
    does: "401 for a key that it does not know",
    page: pages.errors,
    refuses: ({ key }, { headers }) =>
      headers.authorization === `Bearer ${key}` ? undefined : refused(401, "Invalid API key"),
  },
  {
    does: "404 for an address that it does not have",
    page: pages.errors,
    refuses: (_there, _request, scope) => (scope === undefined ? refused(404, "Invalid URL") : undefined),
  },
  {
    does: "403 Access Denied for a key without the permission of the call",
    page: pages.errors,
    refuses: ({ scopes }, _request, scope) =>
      scopes.includes(scope!) ? undefined : refused(403, "Access Denied"),
  },
  {
    does: "429 beyond the limit of the hour, with X-RateLimit-Limit, -Remaining and -Reset at every answer",
    page: pages.limits,
    refuses: (there) => (usedUp(there) ? refused(429, "Rate limit exceeded") : undefined),
  },
];

const refused = (status: number, message: string): Reply => ({ status, json: { message } });

/** What a Content Block's text, name, description, state and tags have to be: Braze's own messages. */
const blockRules: readonly {
  readonly says: string;
  readonly page: string;
  readonly when: (body: Body, there: FakeWorkspace, before: Block | undefined) => boolean;
}[] = [
  {
    says: "Content Block name cannot be blank",
    page: pages.create,
    when: ({ name }, _there, before) => !before && (typeof name !== "string" || name.trim() === ""),
  },
  {
    says: "Content Block name must be shorter than 100 characters",
    page: pages.create,
    when: ({ name }) => typeof name === "string" && name.length >= 100,
  },
  {
    says: "Content Block name can only contain alphanumeric characters",
    page: pages.create,
    when: ({ name }) => typeof name === "string" && !/^[A-Za-z0-9_-]+$/.test(name),
  },
  {
    says: "Content Block with this name already exists",
    page: pages.create,
    when: ({ name }, there, before) => !before && there.blocks().some((one) => one.name === name),
  },
  {
    says: "Content Block name cannot be updated for active Content Blocks",
    page: pages.update,
    when: ({ name }, _there, before) =>
      before?.state === "active" && name !== undefined && name !== before.name,
  },
  {
    says: "Content must be a string",
    page: pages.create,
    when: ({ content }) => content !== undefined && typeof content !== "string",
  },
  {
    says: "Content cannot be blank",
    page: pages.create,
    when: ({ content }, _there, before) =>
      (!before && content === undefined) || (typeof content === "string" && content.trim() === ""),
  },
  {
    says: "Content must be smaller than 50kb",
    page: pages.create,
    when: ({ content }) => Buffer.byteLength(String(content ?? "")) >= 50 * 1024,
  },
  {
    says: "Content contains malformed liquid",
    page: pages.create,
    when: ({ content }) => /\{%(?:(?!%\}).)*$/.test(String(content ?? "")),
  },
  {
    says: "Content Block cannot be referenced within itself",
    page: pages.update,
    when: ({ name, content }, _there, before) =>
      String(content ?? "").includes(`content_blocks.\${${name ?? before?.name}}`),
  },
  {
    says: "Content Block description must be shorter than 250 characters",
    page: pages.create,
    when: ({ description }) => typeof description === "string" && description.length >= 250,
  },
  {
    says: "Content Block description cannot be blank",
    page: pages.create,
    when: ({ description }) => description === "",
  },
  {
    says: "Content Block state must be either active or draft",
    page: pages.create,
    when: ({ state }) => state !== undefined && !["active", "draft"].includes(String(state)),
  },
  {
    says: "Active Content Block can not be updated to Draft. Create a new Content Block.",
    page: pages.update,
    when: ({ state }, _there, before) => before?.state === "active" && state === "draft",
  },
  {
    says: "Tags must be an array",
    page: pages.create,
    when: ({ tags }) => tags !== undefined && !Array.isArray(tags),
  },
  {
    says: "Some tags could not be found",
    page: pages.create,
    when: ({ tags }, there) => Array.isArray(tags) && tags.some((tag) => !there.tags.includes(tag)),
  },
];

/** What each call does. */
const routes: Readonly<
  Record<
    string,
    {
      readonly does: string;
      readonly call: { readonly scope: string; readonly page: string };
      readonly answer: (there: FakeWorkspace, query: Query, body: Body) => Reply;
    }
  >
> = {
  "GET /content_blocks/list": {
    does: "lists blocks without their text, 100 of them or as many as limit says up to 1,000, from offset on; what was just written is not there yet",
    call: calls.listBlocks,
    answer: (there, query) => {
      const all = there.blocks(there.lag);
      const size = Math.min(1000, Number(query.get("limit") ?? 100));
      const from = Number(query.get("offset") ?? 0);
      return {
        json: {
          message: "success",
          count: all.length,
          content_blocks: all.slice(from, from + size).map(inList),
        },
      };
    },
  },
  "GET /content_blocks/info": {
    does: "shows a block with its text, and without its state",
    call: calls.readBlock,
    answer: (there, query) => {
      const block = there.blocks(there.lag).find(({ id }) => id === query.get("content_block_id"));
      if (!block) return refused(404, "Content Block not found");
      const { content, description } = block;
      return { json: { ...inList(block), content, description, message: "success" } };
    },
  },
  "POST /content_blocks/create": {
    does: "makes a block, active unless state says draft",
    call: calls.createBlock,
    answer: (there, _query, body) => {
      const fault = blockRules.find(({ when }) => when(body, there, undefined));
      if (fault) return refused(400, fault.says);
      there.put(body as unknown as Block);
      const { id, name } = there.named(String(body.name))!;
      return {
        status: 201,
        json: { message: "success", content_block_id: id, liquid_tag: `{{content_blocks.\${${name}}}}` },
      };
    },
  },
  "POST /content_blocks/update": {
    does: "changes a block; without a state it becomes active",
    call: calls.updateBlock,
    answer: (there, _query, { content_block_id, ...body }) => {
      const before = there.blocks().find(({ id }) => id === content_block_id);
      if (!before) return refused(404, "Content Block not found");
      const fault = blockRules.find(({ when }) => when(body, there, before));
      if (fault) return refused(400, fault.says);
      there.write({ ...before, state: "active", ...body, edited: there.now });
      return { json: { message: "success", content_block_id } };
    },
  },
  "GET /campaigns/list": {
    does: "lists campaigns, 100 a page from 0, archived ones only with include_archived",
    call: calls.listCampaigns,
    answer: (there, query) => ({ json: { message: "success", campaigns: pageOf(there.campaigns, query) } }),
  },
  "GET /campaigns/details": {
    does: "shows a campaign with its messages",
    call: calls.readCampaign,
    answer: (there, query) => detailsOf(there.campaigns, query.get("campaign_id")),
  },
  "GET /canvas/list": {
    does: "lists Canvases, 100 a page from 0",
    call: calls.listCanvases,
    answer: (there, query) => ({ json: { message: "success", canvases: pageOf(there.canvases, query) } }),
  },
  "GET /canvas/details": {
    does: "shows a Canvas with its steps and their messages",
    call: calls.readCanvas,
    answer: (there, query) => detailsOf(there.canvases, query.get("canvas_id")),
  },
  "POST /users/export/ids": {
    does: "shows users, of whom only fields_to_export, which is required",
    call: calls.exportUser,
    answer: (there, _query, body) => {
      const { fields_to_export: fields } = body;
      if (!Array.isArray(fields)) return refused(400, "The fields_to_export parameter is required");
      const ids = Array.isArray(body.external_ids) ? body.external_ids : [];
      const users = there.users.filter(
        (user) =>
          ids.includes(user.external_id) ||
          (body.email_address !== undefined && body.email_address === user.email) ||
          (body.braze_id !== undefined && body.braze_id === user.braze_id),
      );
      const shown = users.map((user) =>
        Object.fromEntries(Object.entries(user).filter(([name]) => fields.includes(name))),
      );
      const unknown = ids.filter((id) => !users.some((user) => user.external_id === id));
      return { status: 201, json: { message: "success", users: shown, invalid_user_ids: unknown } };
    },
  },
  "GET /custom_attributes": {
    does: "lists attributes, 50 an answer, whose Link header has the cursor of the next",
    call: calls.listAttributes,
    answer: (there, query) => {
      const from = Number(
        Buffer.from(query.get("cursor") ?? "", "base64")
          .toString()
          .replace("skip:", ""),
      );
      const next = from + 50;
      const cursor = Buffer.from(`skip:${next}`).toString("base64");
      return {
        json: { message: "success", attributes: there.attributes.slice(from, next) },
        ...(next < there.attributes.length
          ? {
              link: `<https://rest.iad-01.braze.com/custom_attributes?cursor=${encodeURIComponent(cursor)}>; rel="next"`,
            }
          : {}),
      };
    },
  },
};

/** All that the server does, with the page of Braze's that says so. */
export const behaviour: readonly { readonly does: string; readonly page: string }[] = [
  ...gate,
  ...blockRules.map(({ says, page }) => ({ does: `400 ${says}`, page })),
  ...Object.entries(routes).map(([name, { does, call }]) => ({ does: `${name} ${does}`, page: call.page })),
];

const inList = ({ id, name, tags, edited }: Block): object => ({
  content_block_id: id,
  name,
  content_type: "text",
  liquid_tag: `{{content_blocks.\${${name}}}}`,
  inclusion_count: 0,
  created_at: new Date(edited).toISOString(),
  last_edited: new Date(edited).toISOString(),
  tags,
});

const pageOf = (all: readonly Named[], query: Query): object[] => {
  const from = Number(query.get("page") ?? 0) * 100;
  return all
    .filter(({ archived }) => !archived || query.get("include_archived") === "true")
    .slice(from, from + 100)
    .map(({ id, name, last_edited, tags }) => ({ id, name, last_edited, tags, is_api_campaign: false }));
};

function detailsOf(all: readonly Named[], id: string | null): Reply {
  const found = all.find((one) => one.id === id);
  if (!found) return refused(404, "Invalid ID");
  const { name, tags, last_edited, archived = false, details } = found;
  return {
    json: {
      message: "success",
      name,
      tags,
      updated_at: last_edited,
      archived,
      draft: false,
      enabled: true,
      ...details,
    },
  };
}

const endOfHour = (now: number): number => (Math.floor(now / 3_600_000) + 1) * 3_600_000;

const counts = new WeakMap<FakeWorkspace, { until: number; count: number }>();

/** How many requests there were this hour, this one included. */
function countOf(there: FakeWorkspace): { until: number; count: number } {
  const last = counts.get(there);
  const now = last && there.now < last.until ? last : { until: endOfHour(there.now), count: 0 };
  counts.set(there, now);
  return now;
}

const usedUp = (there: FakeWorkspace): boolean => countOf(there).count > there.hourly;

/** The workspace on a socket of this machine. */
export async function brazeServer(there: FakeWorkspace): Promise<{
  readonly origin: string;
  /** A host that reaches it, whose clock is the workspace's. */
  host(options: TestHostOptions): TestHost;
  close(): Promise<void>;
}> {
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    handle(there, request, response).catch((error: Error) => {
      response.statusCode = 500;
      response.end(JSON.stringify({ message: error.stack }));
    });
  });
  server.on("connection", (socket) => {
    there.sockets++;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    host: (options) => {
      const host = testHost({ fetch, ...options, env: { BRAZE_API_KEY: there.key, ...options.env } });
      return {
        ...host,
        now: () => new Date(there.now),
        sleep: async (milliseconds) => {
          there.now += milliseconds;
          await host.sleep(milliseconds);
        },
      };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function handle(
  there: FakeWorkspace,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url!, "http://127.0.0.1");
  let text = "";
  for await (const chunk of request) text += chunk;
  const body = (text === "" ? {} : JSON.parse(text)) as Body;
  there.asked.push({ method: request.method!, path: pathname, body });
  const window = countOf(there);
  window.count++;
  const fate = there.fate(there.asked.length, pathname);
  if (fate === "lost") {
    request.socket.destroy();
    return;
  }
  const route = routes[`${request.method} ${pathname}`];
  const reply =
    typeof fate === "number"
      ? refused(fate, "an error")
      : (gate.map(({ refuses }) => refuses(there, request, route?.call.scope)).find(Boolean) ??
        route!.answer(there, searchParams, body));
  if (fate === "unanswered") {
    request.socket.destroy();
    return;
  }
  response.writeHead(reply.status ?? 200, {
    "Content-Type": "application/json",
    "X-RateLimit-Limit": String(there.hourly),
    "X-RateLimit-Remaining": String(Math.max(0, there.hourly - window.count)),
    "X-RateLimit-Reset": String(Math.floor(window.until / 1000)),
    ...(reply.link ? { Link: reply.link } : {}),
  });
  response.end(JSON.stringify(reply.json));
}
