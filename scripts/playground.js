import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/*
 * `npm run playground [FOLDER]`: the playground as a static site, by itself in playground/, for any host that
 * serves files.
 */

const root = fileURLToPath(new URL("..", import.meta.url));

const files = {
  "index.html": "pages/playground.html",
  "playground.css": "pages/playground.css",
  "playground.js": "pages/playground.js",
  "engine.js": "browser-worker.js",
  "licenses.txt": "licenses.txt",
};

/** Writes the site into a folder; what else is there stays. */
export function writePlayground(folder) {
  mkdirSync(folder, { recursive: true });
  for (const [name, built] of Object.entries(files))
    writeFileSync(join(folder, name), readFileSync(join(root, "dist", built)));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = process.argv[2] ?? join(root, "playground");
  writePlayground(folder);
  console.log(`The playground is in ${folder}: ${Object.keys(files).join(", ")}`);
}
