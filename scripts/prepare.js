import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/*
 * npm runs this after `npm ci` in a clone, when a project installs the clone's folder or the Git address, and before it
 * packs. A folder that a project installs is only linked: npm installs nothing in it, so that is done here.
 */

const root = fileURLToPath(new URL("..", import.meta.url));

/** Builds dist/ unless it is what src/ says already; installs what that needs first. */
export function prepare(say = () => {}) {
  // The package as it is published: built, without sources.
  if (!existsSync(join(root, "src")) || isBuilt()) return;
  if (!existsSync(join(root, "node_modules/typescript"))) {
    say("Installing what mi-braze is built with …");
    npm("ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error");
  }
  say("Building dist/ from src/ …");
  npm("run", "--silent", "build");
}

/** The licences are what a build writes last. */
function isBuilt() {
  if (!existsSync(join(root, "dist/licenses.txt"))) return false;
  const built = readdirSync(join(root, "dist"));
  if (built.some((name) => name.endsWith(".map") && !built.includes(name.slice(0, -".map".length))))
    return false;
  const sources = readdirSync(join(root, "src"), { recursive: true }).map((name) => join("src", name));
  const settings = [
    "package.json",
    "tsconfig.json",
    "tsconfig.build.json",
    "scripts/build.js",
    "scripts/build-pages.js",
    "scripts/bundle.js",
  ];
  return [...sources, ...settings].every((path) => timeOf(path) <= timeOf("dist/licenses.txt"));
}

const timeOf = (path) => statSync(join(root, path)).mtimeMs;

/** npm in this folder, whatever project it was called for: its options (`--global`, `--workspace`, …) are not for us. */
function npm(...args) {
  const theirs =
    /^npm_config_(global|location|(local_|global_)?prefix|workspaces?|omit|only|production|dry_run|package_lock)/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !theirs.test(name)));
  const options = { cwd: root, env, stdio: ["ignore", process.stderr, "inherit"] };
  const { npm_execpath: cli } = process.env;
  if (cli?.endsWith("npm-cli.js")) execFileSync(process.execPath, [cli, ...args], options);
  else execFileSync("npm", args, { ...options, shell: process.platform === "win32" });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) prepare(console.error);
