import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const folder = fileURLToPath(new URL("../templates/events", import.meta.url));

/** What src/preset-texts.ts reads each time, read once: a browser has no files, and a command need not open these. */
const presets = {
  name: "presets",
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]preset-texts\.ts$/ }, () => {
      const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
      const texts = Object.fromEntries(
        files.sort().map((name) => [name.replace(/\.yaml$/, ""), readFileSync(join(folder, name), "utf8")]),
      );
      const contents = `const texts = ${JSON.stringify(texts)};\nexport const presetTexts = () => texts;\n`;
      return { contents, loader: "js", watchDirs: [folder] };
    });
  },
};

/** Leaves out how yaml writes texts: a page only reads with it. */
const readsOnly = {
  name: "reads-only",
  setup(build) {
    const filter =
      /[\\/]yaml[\\/]browser[\\/]dist[\\/]stringify[\\/]stringify(Collection|Comment|Document|Number|Pair|String)?\.js$/;
    build.onLoad({ filter }, async ({ path }) => {
      const names = Object.keys(await import(pathToFileURL(path).href));
      const list = names.map((name) => `absent as ${name}`).join(", ");
      const absent = '() => { throw new Error("no YAML is written in a browser"); }';
      return { contents: `const absent = ${absent};\nexport { ${list} };\n` };
    });
  },
};

/** Leaves out what would colour the lines of a frame: none are coloured, and each package less is one less to trust. */
const plainFrames = {
  name: "plain-frames",
  setup(build) {
    const filter = /^(js-tokens|@babel\/helper-validator-identifier)$/;
    build.onResolve({ filter }, ({ path }) => ({ path, namespace: "left-out" }));
    build.onLoad({ filter: /^/, namespace: "left-out" }, () => ({ contents: "module.exports = {};" }));
  },
};

/** Of every build. */
export const common = {
  absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
  bundle: true,
  plugins: [presets, plainFrames],
  metafile: true,
  logLevel: "warning",
};

/** Of what a browser runs. */
export const forBrowsers = {
  ...common,
  plugins: [...common.plugins, readsOnly],
  platform: "browser",
  target: ["chrome109", "firefox115", "safari16.4"],
  charset: "utf8",
  minify: true,
};
