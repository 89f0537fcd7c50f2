import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

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
    absWorkingDir: root,
    entryPoints: pages.flatMap((name) =>
      ["ts", "css"].map((kind) => ({ in: `src/pages/${name}/main.${kind}`, out: name })),
    ),
    outdir: "dist/pages",
    bundle: true,
    // A script of its own, as a page from disk may load no module.
    format: "iife",
    platform: "browser",
    target: ["chrome109", "firefox115", "safari16.4"],
    charset: "utf8",
    minify: true,
    metafile: true,
    logLevel: "warning",
  });
  return metafile;
}

/** Before tests: `generate` from src/ reads what is built here. */
export async function setup() {
  await buildPages();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildPages();
