import { resolve } from "node:path";
import { runtimeVersions } from "../host/versions.js";
import { answerTo, type Digest, type Outside, type Question } from "./questions.js";
import { Recording } from "./recording.js";
import { Slots } from "./slots.js";

/**
 * The commands whose runs are remembered, each with the exit codes of those that are. What `verify` prints of fixtures that
 * fail is their data, and somebody is about to change them.
 */
const rememberedRuns: Readonly<Record<string, readonly number[]>> = { lint: [0, 1], verify: [0] };

/**
 * Runs a command, unless the same command line has run before and everything that it asked then has the same answer now: then
 * what it printed is printed again.
 * @param program the path of the file that changes whenever anything of the program does
 */
export async function remembered(
  argv: readonly string[],
  outside: Outside,
  program: string,
  run: (outside: Outside) => Promise<number>,
): Promise<number> {
  const worthKeeping = rememberedRuns[argv[0] ?? ""] ?? [];
  const folder = folderFor(argv, outside);
  if (worthKeeping.length === 0 || folder === undefined) return run(outside);
  const { createHash } = await import("node:crypto");
  const digest: Digest = (content) => createHash("sha256").update(content).digest("hex");
  const slots = new Slots(folder, outside.files, digest);
  const versions = Object.entries(runtimeVersions()).flat();
  const key = digest([await codeOf(program, outside, digest), ...versions, outside.cwd, ...argv].join("\0"));
  const known = await slots.read(key);
  if (known && digest((await answersTo(outside, known.questions, digest)).join("\n")) === known.answers) {
    for (const [stream, text] of known.printed) outside[stream].write(text);
    return known.exitCode;
  }
  const recording = new Recording(outside, digest);
  const exitCode = await run(recording.host());
  const { isWhole, questions, answers, printed } = recording;
  if (isWhole && worthKeeping.includes(exitCode))
    await slots.write(key, { questions, answers: digest(answers.join("\n")), printed, exitCode }, outside);
  return exitCode;
}

const codeOf = async (program: string, { files }: Outside, digest: Digest): Promise<string> =>
  digest(await files.read(program, mostCode));

/** The folder of the cache: the one that is given, or the user's own; undefined where there is to be none. */
function folderFor(argv: readonly string[], { cwd, env }: Outside): string | undefined {
  const end = argv.indexOf("--");
  const options = end < 0 ? argv : argv.slice(0, end);
  if (options.includes("--no-cache")) return undefined;
  const at = options.findLastIndex((word) => word === location || word.startsWith(`${location}=`));
  if (at >= 0) {
    const given = options[at] === location ? options[at + 1] : options[at]!.slice(location.length + 1);
    return given ? resolve(cwd, given) : undefined;
  }
  const base = env.XDG_CACHE_HOME || env.LOCALAPPDATA || (env.HOME && resolve(env.HOME, ".cache"));
  return base ? resolve(base, "mi-braze") : undefined;
}

const location = "--cache-location";

/** Bytes of the file that names the others: far more than there are. */
const mostCode = 10_000_000;

/** A few at a time: a process may not have open as many files as there can be. */
const atOnce = 64;

async function answersTo(
  outside: Outside,
  questions: readonly Question[],
  digest: Digest,
): Promise<string[]> {
  const answers: string[] = [];
  for (let from = 0; from < questions.length; from += atOnce) {
    const some = questions.slice(from, from + atOnce);
    answers.push(...(await Promise.all(some.map((one) => answerTo(outside, one, digest)))));
  }
  return answers;
}
