// Datafly Signal's management API on this machine, as far as its pages document it, so that the example can be tried
// without an account: node server.js [port]. It keeps everything in memory and sends nothing anywhere.
// https://docs.dataflysignal.com/management-api, …/management-api/integration-catalog, …/reference/error-codes
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";

const key = "movable_ink_customer_data";

const entry = {
  key,
  name: "Movable Ink Customer Data",
  description: "Server-side delivery of customer data to Movable Ink.",
  category: "cdp",
  status: "ga",
  website: "https://movableink.com",
  config_fields: [
    {
      key: "api_key",
      label: "API Key",
      type: "secret",
      required: true,
      placeholder: "mi_xxxxxxxxxxxxxxxxxxxx",
    },
    { key: "company_id", label: "Company ID", type: "string", required: true, placeholder: "12345" },
    { key: "feed_id", label: "Feed ID", type: "string", required: true, placeholder: "feed-12345" },
  ],
  variants: [{ key: "default", name: "Default", description: "", default_config: {} }],
};

/** What each token may do. A real one is a JWT that lives for 15 minutes. */
export const tokens = {
  admin: "local-admin-token",
  viewer: "local-viewer-token",
  expired: "local-expired-token",
};

const perMinute = 100;
const largest = 1_000_000;

/**
 * @param {{port?: number, clock?: () => number, listing?: boolean, catalog?: object}} [options] `listing: false` for a
 *   cluster that does not list what is installed; `catalog` for another entry
 */
export async function startSignal({ port = 0, clock = Date.now, listing = true, catalog = entry } = {}) {
  const installed = [];
  const requests = [];
  let minute = { from: clock(), count: 0 };

  function answer(method, path, authorization, body) {
    if (!/^(\/api)?\/v1\/admin\//.test(path)) return refused(404, "NOT_FOUND", "No such address.");
    const token = authorization?.replace(/^Bearer /, "");
    if (token === tokens.expired) return refused(401, "EXPIRED_TOKEN", "The token has expired.");
    if (token !== tokens.admin && token !== tokens.viewer)
      return refused(401, "INVALID_TOKEN", "The token is not valid.");
    if (clock() - minute.from >= 60_000) minute = { from: clock(), count: 0 };
    minute.count++;
    if (minute.count > perMinute)
      return refused(429, "RATE_LIMITED", "Too many requests.", {
        "Retry-After": String(Math.ceil((60_000 - (clock() - minute.from)) / 1000)),
      });

    const route = `${method} ${path.replace(/^(\/api)?\/v1\/admin/, "")}`;
    if (route === `GET /integration-catalog/${key}`) return [200, catalog];
    if (route === "GET /integrations" && listing) return [200, { data: installed.map(masked) }];
    if (route !== `POST /integration-catalog/${key}/install`)
      return refused(404, "NOT_FOUND", "No such address.");
    if (token === tokens.viewer) return refused(403, "FORBIDDEN", "This user may not install integrations.");
    return install(body);
  }

  function install(body) {
    let request;
    try {
      request = JSON.parse(body);
    } catch {
      return refused(400, "BAD_REQUEST", "The body is not JSON.");
    }
    if (typeof request?.name !== "string") return refused(400, "BAD_REQUEST", "name is missing.");
    const lacks = catalog.config_fields.filter(
      (field) => field.required && typeof request.config?.[field.key] !== "string",
    );
    if (lacks.length > 0)
      return refused(422, "VALIDATION_ERROR", `config.${lacks[0].key} is missing or no string.`);
    if (!catalog.variants.some((variant) => variant.key === request.variant))
      return refused(422, "VALIDATION_ERROR", "variant is unknown.");
    if (request.delivery_mode !== "server_side")
      return refused(422, "VALIDATION_ERROR", "delivery_mode must be server_side.");
    if (installed.some(({ name }) => name === request.name))
      return refused(409, "CONFLICT", `There is an integration called ${request.name} already.`);
    const integration = { id: String(installed.length + 1), catalog_key: key, revision: 1, ...request };
    installed.push(integration);
    return [201, { data: masked(integration) }];
  }

  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk) => {
      if (body.length < largest) body += chunk;
    });
    request.on("end", () => {
      const { pathname } = new URL(request.url, "http://localhost");
      requests.push(`${request.method} ${pathname}`);
      const [status, json, headers] = answer(request.method, pathname, request.headers.authorization, body);
      response.writeHead(status, { "Content-Type": "application/json", ...headers });
      response.end(JSON.stringify(json));
    });
  });
  await new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", done);
  });
  return {
    url: `http://localhost:${server.address().port}`,
    /** With their secrets, as they came. */
    installed,
    /** Method and path of every request. */
    requests,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const refused = (status, code, message, headers) => [status, { error: { code, message } }, headers];

/** Secrets are masked whenever they are read. */
const masked = (integration) => ({ ...integration, config: { ...integration.config, api_key: "***" } });

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { url } = await startSignal({ port: Number(process.argv[2] ?? 8084) });
  console.log(`Signal's management API on ${url}; the token is ${tokens.admin}. Ctrl-C ends it.`);
}
