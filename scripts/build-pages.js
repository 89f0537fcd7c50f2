import { copyFileSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { forBrowsers } from "./bundle.js";

/*
 * dist/pages/ from src/pages/: of each page one script and one stylesheet, with everything in them that it needs, so
 * that a page can be one file. The server's side finds them with packageFile("dist/pages/NAME.js").
 */

const root = fileURLToPath(new URL("..", import.meta.url));

/** Builds every folder of src/pages/ that has a `main.ts` and a `main.css`; says which packages are in it. */
export async function buildPages() {
  const pages = readdirSync(join(root, "src/pages")).filter((name) =>
    existsSync(join(root, "src/pages", name, "main.ts")),
  );
  const { metafile } = await build({
    ...forBrowsers,
    entryPoints: pages.flatMap((name) =>
      ["ts", "css"].map((kind) => ({ in: `src/pages/${name}/main.${kind}`, out: name })),
    ),
    outdir: "dist/pages",
    // A script of its own, as a page from disk may load no module.
    format: "iife",
  });
  // A page that needs more than one file has them beside it; the others are put together when they are written.
  for (const name of pages) {
    const file = join(root, "src/pages", name, "index.html");
    if (existsSync(file)) copyFileSync(file, join(root, "dist/pages", `${name}.html`));
  }
  return metafile;
}

/**
 * Builds what package.json exports for pages of others: the engine as a module, and as a worker that loads nothing, which a
 * page can hold as a text. Where anything of it needs Node, this fails.
 */
export async function buildEngine() {
  const modules = await build({
    ...forBrowsers,
    entryPoints: { browser: "src/browser/engine.ts", "browser-client": "src/browser/client.ts" },
    outdir: "dist",
    format: "esm",
  });
  const worker = await build({
    ...forBrowsers,
    entryPoints: { "browser-worker": "src/browser/worker.ts" },
    outdir: "dist",
    format: "iife",
  });
  return { outputs: { ...modules.metafile.outputs, ...worker.metafile.outputs } };
}

/** Before tests: they read what is built here, and so does `generate` from src/. */
export async function setup() {
  await buildEngine();
  await buildPages();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await setup();
