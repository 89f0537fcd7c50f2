import { execFileSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Attack } from "../attack.js";
import { config, expected, fixture } from "./project.js";

const good = {
  "mi-braze.yaml": config,
  "fixtures/u.json": fixture,
  "webhooks/a/body.liquid": '{"a": 1}',
  "hooks/good.liquid": '{"a":{{x}}}',
};

/** Every input that is read from a file, and the command that reads it. */
const readers: readonly (readonly [path: string, argv: readonly string[], quoted?: string])[] = [
  ["mi-braze.yaml", ["generate"]],
  ["c.yaml", ["lint", "-c", "c.yaml"]],
  ["hooks/a.liquid", ["lint", "hooks"]],
  ["hooks/a.liquid", ["lint", "hooks/a.liquid"]],
  ["hooks/a.liquid", ["lint", "hooks/a.liquid", "--fix"]],
  ["hooks/a.liquid", ["preview", "--template", "hooks/a.liquid", "-u", "fixtures/u.json"]],
  ["hooks/content_blocks/z.liquid", ["lint", "hooks"]],
  ["content_blocks/z.liquid", ["verify"]],
  ["hooks/url.txt", ["lint", "hooks"]],
  ["hooks/headers.json", ["lint", "hooks"]],
  ["webhooks/a/url.txt", ["preview", "--template", "webhooks/a/body.liquid", "-u", "fixtures/u.json"]],
  ["webhooks/a/headers.json", ["preview", "--template", "webhooks/a/body.liquid", "-u", "fixtures/u.json"]],
  ["fixtures/z.json", ["verify"]],
  ["fixtures/z.json", ["verify", "--update", "--yes"]],
  ["fixtures/z.json", ["lint"]],
  ["fixtures/z.json", ["preview", "-u", "fixtures/z.json"]],
  ["e.json", ["init", "--from-event", "e.json", "--yes", "--dir", "new"]],
];

const put = (path: string, make: (at: string) => void) => (folder: string) => {
  const at = join(folder, path);
  execFileSync("mkdir", ["-p", join(at, "..")]);
  execFileSync("rm", ["-f", at]);
  make(at);
};

/** What is found where a file is expected; the word that says so. */
const places: readonly (readonly [variant: string, make: (at: string) => void, word: RegExp])[] = [
  ["a link to /dev/zero", (at) => symlinkSync("/dev/zero", at), /belongs to the system/],
  ["a link to /dev/urandom", (at) => symlinkSync("/dev/urandom", at), /belongs to the system/],
  ["a pipe", (at) => execFileSync("mkfifo", [at]), /is a pipe/],
  ["a link to /proc/self/environ", (at) => symlinkSync("/proc/self/environ", at), /belongs to the system/],
  ["a link to /etc/passwd", (at) => symlinkSync("/etc/passwd", at), /outside the project/],
  ["a link to itself", (at) => symlinkSync("a.liquid", at), /symbolic links|no such file/],
  ["60 MB", (at) => writeFileSync(at, Buffer.alloc(60_000_000, 0x20)), /larger than|there is nothing in it/],
  ["Latin-1", (at) => writeFileSync(at, Buffer.from('{"a": "caf\u00e9"}', "latin1")), /not UTF-8/],
  ["UTF-16", (at) => writeFileSync(at, Buffer.from('\ufeff{"a": 1}', "utf16le")), /not UTF-8/],
  ["UTF-16 without a mark", (at) => writeFileSync(at, Buffer.from('{"a": 1}', "utf16le")), /NUL byte/],
];

// All are read by one function: what has no end is tried everywhere, of the others each reader has a few.
const inPlaceOfFiles = readers.flatMap(([path, argv], index) =>
  places
    .filter((_, place) => place === 0 || place === 6 || (index + place) % 4 === 0)
    .map(
      ([variant, make, word]): Attack => ({
        kind: `${variant}, ${argv.join(" ")}`,
        variant: path,
        files: good,
        prepare: put(path, make),
        argv,
        holds: ({ stdout, stderr }) => {
          const said = stdout + stderr;
          if (/root:x:|PATH=/.test(said)) throw new Error("it quotes what is outside the project");
          if (!word.test(said))
            throw new Error(`it does not say why the file is not read:\n${said.slice(0, 600)}`);
        },
      }),
    ),
);

const named: readonly (readonly [string, readonly string[], RegExp])[] = [
  ["/dev/zero", ["lint", "/dev/zero"], /belongs to the system/],
  ["/dev/zero", ["lint", "-c", "/dev/zero"], /belongs to the system/],
  ["/dev/zero", ["preview", "-u", "/dev/zero"], /belongs to the system/],
  ["/dev/zero", ["preview", "--template", "/dev/zero", "-u", "fixtures/u.json"], /belongs to the system/],
  ["/dev/zero", ["init", "--from-event", "/dev/zero", "--yes", "--dir", "n"], /belongs to the system/],
  ["/proc/self/environ", ["verify", "/proc/self/environ"], /belongs to the system/],
  ["/proc/*/fd/*", ["verify", "/proc/*/fd/*"], /belongs to the system|no fixture matches|no such file/],
];

const byName = named.map(
  ([variant, argv, word]): Attack => ({
    kind: `named, ${argv[0]}`,
    variant,
    files: good,
    argv,
    holds: ({ stdout, stderr }) => {
      if (!word.test(stdout + stderr)) throw new Error((stdout + stderr).slice(0, 600));
    },
  }),
);

const stdin: readonly (readonly [string, Uint8Array, RegExp])[] = [
  ["Latin-1", Buffer.from('{"a": "caf\u00e9"}', "latin1"), /not UTF-8/],
  ["60 MB", Buffer.alloc(60_000_000, 0x20), /larger than|there is nothing in it/],
];

const piped = stdin.flatMap(([variant, input, word]) =>
  [
    ["lint", "-"],
    ["lint", "-", "--fix"],
    ["init", "--from-event", "-", "--yes"],
  ].map(
    (argv): Attack => ({
      kind: `stdin, ${argv.join(" ")}`,
      variant,
      argv,
      stdin: input,
      holds: ({ stdout, stderr }) => {
        if (!word.test(stdout + stderr)) throw new Error((stdout + stderr).slice(0, 600));
        if (stdout.includes("\ufffd")) throw new Error("it prints what is not text");
      },
    }),
  ),
);

const marked = `\ufeff${expected}`;
const withMark: readonly Attack[] = [
  ["verify"],
  ["verify", "--update", "--yes"],
  ["lint"],
  ["preview", "-u", "fixtures/u.json"],
  ["generate"],
].map((argv) => ({
  kind: "byte order mark",
  variant: argv.join(" "),
  files: { "mi-braze.yaml": `\ufeff${config}`, "fixtures/u.json": marked },
  argv,
  holds: ({ exitCode, stderr }) => {
    if (exitCode !== 0) throw new Error(stderr);
  },
}));

export const readersOfFiles: readonly Attack[] = [...inPlaceOfFiles, ...byName, ...piped, ...withMark];
