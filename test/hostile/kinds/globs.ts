import type { Attack } from "../attack.js";
import { config, expected } from "./project.js";

const long = `${"a".repeat(240)}.json`;
const limit = /stand for more than \d+ names|characters, more than \d+/;

const patterns: readonly (readonly [variant: string, pattern: string, limit?: RegExp])[] = [
  ...[16, 150].map((n) => [`${n} braces`, "{a,b}".repeat(n), limit] as const),
  ["braces within braces", `${"{a,".repeat(200)}${"}".repeat(200)}`],
  ["open braces", "{".repeat(900)],
  ["a range", "{1..99999999}*", limit],
  ["ranges", "{1..90}{1..90}{1..90}{a..z}", limit],
  ...[13, 490].map((n) => [`${n} stars`, `fixtures/${"*a".repeat(n)}b`] as const),
  ["stars side by side", `fixtures/${"*".repeat(900)}b`],
  ["question marks", `fixtures/${"?*".repeat(450)}b`],
  ["any folders", `${"**/".repeat(300)}x.json`],
  ["any folders between names", `${"**/a/".repeat(190)}x.json`],
  ["groups", `fixtures/${"+(a|aa)".repeat(120)}`],
  ["300 KB", "*a".repeat(150_000), /larger than|limit|characters/],
];

const deep = Object.fromEntries([1, 5, 12].map((n) => [`${"a/".repeat(n)}y.json`, expected]));
const files = { "mi-braze.yaml": config, [`fixtures/${long}`]: expected, ...deep };

const places: readonly (readonly [place: string, argv: readonly string[], with_: (p: string) => string])[] = [
  ["fixtures", ["verify"], (pattern) => `${config}fixtures: [${JSON.stringify(pattern)}]\n`],
  ["lint.files", ["lint"], (pattern) => `${config}lint: {files: [${JSON.stringify(pattern)}]}\n`],
  [
    "what lint.files leaves out",
    ["lint"],
    (pattern) => `${config}lint: {files: [a, ${JSON.stringify(`!${pattern}`)}]}\n`,
  ],
  [
    "lint.ignore",
    ["lint"],
    (pattern) => `${config}lint: {ignore: [{code: MI062, reason: r, files: [${JSON.stringify(pattern)}]}]}\n`,
  ],
];

// What is tried at one place is tried by the same function at the others: each has its share.
const inConfig = places.flatMap(([place, argv, text], turn) =>
  patterns
    .filter((_, index) => turn === 0 || index % 3 === turn - 1)
    .map(
      ([variant, pattern, said]): Attack => ({
        kind: `patterns, ${place}`,
        variant,
        files: { ...files, "mi-braze.yaml": text(pattern) },
        argv,
        holds: ({ stdout, stderr }) => {
          if (said && !said.test(stdout + stderr)) throw new Error(`no word of the limit:\n${stderr}`);
        },
      }),
    ),
);

const named = patterns
  .filter(([, pattern], index) => pattern.length < 100_000 && index % 2 === 0)
  .flatMap(([variant, pattern, said]) =>
    [["verify"], ["lint"]].map(
      (argv): Attack => ({
        kind: `patterns, named, ${argv[0]}`,
        variant,
        files,
        argv: [...argv, "--", pattern],
        holds: ({ stdout, stderr }) => {
          if (said && !said.test(stdout + stderr)) throw new Error(`no word of the limit:\n${stderr}`);
        },
      }),
    ),
  );

const many = (pattern: string, count: number): Attack => ({
  kind: "patterns, many",
  variant: `${count} x ${pattern.slice(0, 20)}`,
  files: {
    ...files,
    "mi-braze.yaml": `${config}fixtures:\n${Array.from({ length: count }, (_, i) => `  - "${pattern}${i}"\n`).join("")}`,
  },
  argv: ["verify"],
});

export const globs: readonly Attack[] = [
  ...inConfig,
  ...named,
  many("{1..200}*", 10_000),
  many("{1..200}*", 25),
  many(`${"*a".repeat(100)}b`, 1_000),
  many("**/*a*/**/*", 4_900),
];
