import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Attack } from "../attack.js";
import { config, fixture } from "./project.js";

const commands: readonly (readonly [name: string, argv: readonly string[], path: string, text: string])[] = [
  ["lint --fix", ["lint", "f", "--fix"], "f/a.liquid", '{"a":"b",}'],
  ["verify --update", ["verify", "--update", "--yes"], "fixtures/a.json", fixture],
];

const check = (wrong: boolean, what: string): void => {
  if (wrong) throw new Error(what);
};

/** What a file was besides its text stays: its mode, a link to it, and nothing is left beside it. */
const kept = commands.flatMap(([name, argv, path, text]): Attack[] => [
  ...[0o600, 0o755, 0o640].map((mode) => ({
    kind: `mode, ${name}`,
    variant: mode.toString(8),
    files: { "mi-braze.yaml": config, [path]: text },
    prepare: (folder: string) => chmodSync(join(folder, path), mode),
    argv,
    holds: ({ folder }: { folder: string }) => {
      check(readFileSync(join(folder, path), "utf8") === text, "nothing was written");
      check((statSync(join(folder, path)).mode & 0o777) !== mode, "the mode is another");
    },
  })),
  {
    kind: `link, ${name}`,
    variant: "to a file of the project",
    files: { "mi-braze.yaml": config, "real.txt": text, [path.replace("a.", "z.")]: text },
    prepare: (folder) => symlinkSync("../real.txt", join(folder, path)),
    argv,
    holds: ({ folder }) => {
      check(!lstatSync(join(folder, path)).isSymbolicLink(), "the link is a file now");
      check(readFileSync(join(folder, "real.txt"), "utf8") === text, "the file was not written");
    },
  },
  {
    kind: `left over, ${name}`,
    variant: "by a killed run",
    files: {
      "mi-braze.yaml": config,
      [path]: text,
      [`${path}.mi-braze-999999999-6b1f0a0e-0000-4000-8000-000000000000`]: "half",
    },
    argv,
    holds: ({ folder }) =>
      check(
        readdirSync(join(folder, path, "..")).some((one) => one.includes(".mi-braze-")),
        "it is still there",
      ),
  },
]);

const foreign = [
  ["webhooks/product_viewed/body.liquid", "mine"],
  ["webhooks/product_viewed/url.txt", "mine"],
  ["webhooks/manifest.json", '{"name": "a web application"}'],
].map(
  ([path, text]): Attack => ({
    kind: "generate, a file of somebody's",
    variant: path!,
    files: { "mi-braze.yaml": config, [path!]: text! },
    argv: ["generate"],
    holds: ({ folder, exitCode, stderr }) => {
      check(readFileSync(join(folder, path!), "utf8") !== text, "it was overwritten");
      check(exitCode !== 3 || !stderr.includes(path!), "it is not named");
      check(existsSync(join(folder, "webhooks/product_viewed/checklist.md")), "part was written");
    },
  }),
);

const impossible = ["con", "nul", "aux", "com1", "con.txt", "a.", "lpt9.x"].map(
  (id): Attack => ({
    kind: "names that Windows cannot make",
    variant: id,
    files: { "mi-braze.yaml": config.replace("- event:", `- id: ${id}\n    event:`) },
    argv: ["generate"],
    holds: ({ exitCode, stderr, folder }) => {
      check(exitCode !== 1 || !stderr.includes("Windows"), "it is accepted");
      check(existsSync(join(folder, "webhooks")), "something was written");
    },
  }),
);

export const writersOfFiles: readonly Attack[] = [...kept, ...foreign, ...impossible];
