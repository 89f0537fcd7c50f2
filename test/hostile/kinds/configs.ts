import type { Attack } from "../attack.js";
import { config, fixture } from "./project.js";

const each = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join("");

const campaigns = (count: number): string =>
  config.replace(
    /campaigns:[\s\S]*$/,
    `campaigns:\n${each(count, (i) => `  - {event: e${i}, trigger: {custom_event: E${i}}}\n`)}`,
  );

const property = (text: string): string => `${config}      many: {type: string, ${text}}\n`;
const tooMany = /at most \d+/;
const size = /larger than|characters/;

/** Texts in the place of a config; those beyond 256 KB are told by their size. */
const texts: readonly (readonly [variant: string, text: string, says?: RegExp])[] = [
  ["250 campaigns", campaigns(250)],
  ["4,000 campaigns", campaigns(4000), tooMany],
  ["9,000 constants", `${config}wire: {constants: {${each(9000, (i) => `c${i}: ${i}, `)}}}\n`],
  ["300 properties", `${config}${each(300, (i) => `      p${i}: string\n`)}`],
  ["3,000 properties", `${config}${each(3000, (i) => `      p${i}: string\n`)}`, tooMany],
  ["3,000 sources", property(`from: [${each(3000, (i) => `event_property.p${i}, `)}]`), tooMany],
  ["3,000 holes", property(`text: "${"{event_property.sku}".repeat(3000)}"`), tooMany],
  ["5,000 codes", property(`map: {${each(5000, (i) => `p${i}: q${i}, `)}}`)],
  ["1 MB of }", "}".repeat(1_000_000), size],
  ["250 KB of }", "}".repeat(250_000)],
  ["250 KB of [", "[".repeat(250_000)],
  ["250 KB of [,,", `[${",".repeat(250_000)}`],
  ["60,000 lines with a tab", "\ta:\n".repeat(60_000)],
  ["60,000 keys", each(20_000, (i) => `k${i}: ${i}\n`)],
  ["20,000 keys among the credentials", `movable_ink: {${each(20_000, (i) => `k${i}: x, `)}}\n`],
  ["a comment of colons", `# http://${":".repeat(250_000)}\n${config}`],
  [
    "an alias bomb",
    `a: &a [x,x,x,x,x,x,x,x,x]\n${each(9, (i) => `${"bcdefghij"[i]}: &${"bcdefghij"[i]} [${`*${"abcdefghi"[i]},`.repeat(9)}]\n`)}`,
  ],
  ["an alias of itself", "a: &a [*a]\n"],
  ["20,000 anchors", each(20_000, (i) => `- &a${i} x\n`)],
  ["a mapping 5,000 deep", each(5000, () => "{a: ") + "}".repeat(5000)],
];

const yaml = texts.flatMap(([variant, text, says], index) =>
  [["lint"], ["generate"]]
    .filter((_, command) => says !== undefined || index % 2 === command || index < 3)
    .map(
      (argv): Attack => ({
        kind: `config, ${argv[0]}`,
        variant,
        files: { "mi-braze.yaml": text },
        argv,
        // A body that is given up says so, with the place.
        saysLimit: /too complex to prove from here on/,
        holds: ({ stdout, stderr }) => {
          if (says && !says.test(stdout + stderr)) throw new Error(stderr.slice(0, 600));
          if (/MI007|MI008/.test(stdout + stderr)) throw new Error(stderr.slice(0, 600));
        },
      }),
    ),
);

const names = [String.raw`"\0"`, String.raw`"\x1b]0;x\x07"`, String.raw`"a\u202eb"`].map(
  (name): Attack => ({
    kind: "config, a name with control characters",
    variant: name,
    files: { "mi-braze.yaml": config.replace("      title: string", `      ${name}: string`) },
    argv: ["generate"],
    holds: ({ exitCode, stderr }) => {
      if (exitCode !== 1 || !stderr.includes("control character")) throw new Error(stderr);
    },
  }),
);

const properties = (value: string) => fixture.replace('"price": 1', `"price": 1, "more": ${value}`);
const fixtures: readonly (readonly [variant: string, text: string])[] = [
  ["5,000 deep", properties("[".repeat(5000) + "]".repeat(5000))],
  ["100,000 items", properties(`[${"1,".repeat(100_000)}1]`)],
  ["100,000 attributes", properties(`{${each(100_000, (i) => `"k${i}":1,`)}"z":1}`)],
  ["a number of 100,000 digits", properties("9".repeat(100_000))],
  ["1e999999999", properties("1e999999999")],
  ["names of every object", properties('{"__proto__": {"a": 1}, "constructor": 1, "toString": null}')],
];

const data = fixtures.flatMap(([variant, text]) =>
  [["verify"], ["preview", "-u", "fixtures/u.json"]].map(
    (argv): Attack => ({
      kind: `fixture, ${argv[0]}`,
      variant,
      files: { "mi-braze.yaml": config, "fixtures/u.json": text },
      argv,
    }),
  ),
);

export const configs: readonly Attack[] = [...yaml, ...names, ...data];
