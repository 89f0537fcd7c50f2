import type { Attack } from "../attack.js";
import { config, expected } from "./project.js";

const files = {
  "mi-braze.yaml": config,
  "fixtures/u.json": expected,
  "a.liquid": '{"a":{{x}}}',
};

const commands: readonly (readonly string[])[] = [
  ["--version"],
  ["--help"],
  ["lint", "a.liquid"],
  ["lint", "a.liquid", "--format", "sarif"],
  ["lint", "a.liquid", "--fix", "--dry-run"],
  ["generate"],
  ["preview", "-u", "fixtures/u.json"],
  ["verify"],
  ["mapping"],
  ["send", "-u", "fixtures/u.json", "--dry-run"],
  ["init", "--yes", "--dir", "new"],
  ["schema"],
  ["explain", "--list"],
];

const check = (wrong: boolean, what: string): void => {
  if (wrong) throw new Error(what);
};

/** Whoever reads no further has what they wanted. */
const closed = commands.flatMap((argv) =>
  ["| true", "| head -c 1"].map(
    (into): Attack => ({
      kind: `a closed pipe, ${into}`,
      variant: argv.join(" "),
      files,
      argv,
      into,
      holds: ({ stderr }) => {
        check(/EPIPE|Error:/.test(stderr), `it is not quiet:\n${stderr.slice(0, 400)}`);
        check(!/^ended with [01]$/m.test(stderr), `it ends otherwise:\n${stderr.slice(-200)}`);
      },
    }),
  ),
);

// Of commands that have something to say on stdout.
const full = commands
  .filter(([name, file]) => name !== "generate" && name !== "send" && file !== "a.liquid")
  .map(
    (argv): Attack => ({
      kind: "a full disk after stdout",
      variant: argv.join(" "),
      files,
      argv,
      into: "> /dev/full",
      holds: ({ stderr }) => {
        check(!stderr.includes("cannot write the output: the disk is full"), stderr.slice(0, 400));
        check(!/^ended with 3$/m.test(stderr), `it ends otherwise:\n${stderr.slice(-200)}`);
      },
    }),
  );

export const streams: readonly Attack[] = [...closed, ...full];
