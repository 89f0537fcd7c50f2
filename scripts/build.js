import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildEngine, buildPages } from "./build-pages.js";
import { common } from "./bundle.js";

/*
 * `npm run build`: dist/ from src/, with everything in it that runs.
 *
 * A process that opens 500 files before it does anything is slow to start, so the modules and what they import from
 * npm are joined into a few files, each loaded when a command first needs it. All are in one folder: see
 * src/package-file.ts.
 */

const root = fileURLToPath(new URL("..", import.meta.url));

/** What package.json exports. */
const library = ["index", "library/render", "library/proof", "library/rules"];
/** What it exports with a build of its own: by file in dist/, where it is in src/. */
const forPages = { browser: "browser/engine", "browser-client": "browser/client" };

rmSync(join(root, "dist"), { recursive: true, force: true });
const { metafile } = await build({
  ...common,
  entryPoints: ["start", ...library].map((entry) => `src/${entry}.ts`),
  outdir: "dist",
  entryNames: "[name]",
  chunkNames: "[name]-[hash]",
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.12",
  // A package's modules can be left out one by one; what it has for `require` cannot.
  mainFields: ["module", "main"],
  banner: {
    js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
  },
  // A line stays a line, and a name a name, so that a stack trace says something without the map too.
  minifySyntax: true,
  sourcemap: true,
  sourcesContent: false,
});
const pages = [await buildEngine(), await buildPages()];
tsc("-p", "tsconfig.build.json");
const declared = [...library.map((entry) => [basename(entry), entry]), ...Object.entries(forPages)];
for (const [name, entry] of declared)
  writeFileSync(join(root, `dist/${name}.d.ts`), `export * from "./types/${entry}.js";\n`);
removeUnused("dist/types", [...library, ...Object.values(forPages)]);
// The last file of a build: without it, the build is not whole.
writeFileSync(join(root, "dist/licenses.txt"), licenses(packagesIn(metafile, ...pages)));

/** Declarations of what stays inside, which would ask for the types of packages that nobody has installed. */
function removeUnused(folder, entries) {
  const used = new Set();
  const use = (file) => {
    if (used.has(file)) return;
    used.add(file);
    for (const [, path] of readFileSync(file, "utf8").matchAll(/\b(?:from |import\()"(\.[^"]+)\.js"/g))
      use(join(dirname(file), `${path}.d.ts`));
  };
  for (const entry of entries) use(join(root, folder, `${entry}.d.ts`));
  for (const one of readdirSync(join(root, folder), { recursive: true })) {
    const path = join(root, folder, one);
    if (path.endsWith(".d.ts") && !used.has(path)) rmSync(path);
  }
}

/** The folder of each package of which something is in the build. */
function packagesIn(...builds) {
  const outputs = builds.flatMap((one) => Object.values(one.outputs));
  const inputs = outputs.flatMap((output) => Object.keys(output.inputs));
  const folders = inputs.map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  return [...new Set(folders)].filter((folder) => folder !== undefined).sort();
}

/** What the licences of these packages ask to go along with their code: who wrote it, and the licence itself. */
function licenses(folders) {
  const texts = folders.map((folder) => {
    const path = join(root, folder);
    const { name, version, license } = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
    const file = readdirSync(path).find((one) => /^licen[cs]e/i.test(one));
    const text = file ? readFileSync(join(path, file), "utf8").trim() : standardText(path);
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  return [`Code of these packages is part of the files in this folder.\n`, ...texts].join(
    `\n${"-".repeat(80)}\n\n`,
  );
}

/** The licence of a package that names it without bringing its text. */
function standardText(path) {
  const { name, license, author } = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
  if (license !== "MIT" || !author) throw new Error(`${name} has no file with its licence`);
  const mit = readFileSync(join(root, "LICENSE"), "utf8").replace(
    /^Copyright .*$/m,
    `Copyright (c) ${author}`,
  );
  return mit.trim();
}

function tsc(...args) {
  execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), ...args], {
    cwd: root,
    stdio: "inherit",
  });
}
