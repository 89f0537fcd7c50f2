import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".html": "text/html",
};

/** Serves the files of a folder, and an empty page at `/`. */
export async function serveFolder(folder: URL): Promise<{ origin: string; server: Server }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    try {
      const bytes =
        path === "/"
          ? "<!doctype html><title>test</title><link rel=icon href='data:,'>"
          : readFileSync(new URL(`.${path}`, folder));
      const type = path === "/" ? "text/html" : (types[extname(path)] ?? "application/octet-stream");
      response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
