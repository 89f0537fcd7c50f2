import { parseArgs } from "node:util";
import { rubyIsHere } from "../oracle/ruby.js";
import { campaign, judges } from "./campaign.js";

/* `npm run fuzz -- --runs N --seed S`: random templates, their proofs held to renderings, the emulator to Ruby. */

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "2000" },
    seed: { type: "string", default: "0" },
    users: { type: "string", default: "100" },
    most: { type: "string", default: "10" },
    judge: { type: "string", multiple: true, default: [...judges] },
  },
});

function whole(name: "runs" | "seed" | "users" | "most"): number {
  const number = Number(values[name]);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new Error(`--${name} is ${JSON.stringify(values[name])}; expected a whole number from 0`);
}

const mostReasons = 20;

const seed = whole("seed");
const say = (text: string) => process.stdout.write(`${text}\n`);
const chosen = values.judge.map((name) => {
  const judge = judges.find((one) => one === name);
  if (judge) return judge;
  throw new Error(`--judge is ${JSON.stringify(name)}; expected ${judges.join(" or ")}`);
});
if (chosen.includes("ruby") && !rubyIsHere()) say("Ruby is not installed, so nothing is compared with it");
say(`seed ${seed}`);
const begun = performance.now();
const { counts, findings } = campaign({
  runs: whole("runs"),
  seed,
  users: whole("users"),
  most: whole("most"),
  judges: chosen,
  said: say,
});
const seconds = (performance.now() - begun) / 1000;
const { proven, conditional, refuted, unknown } = counts.verdicts;
say(
  `${counts.templates} templates: ${proven} proven, ${conditional} conditional, ${refuted} refuted, ${unknown} unknown, ${counts.unread} not asked about`,
);
say(
  `${counts.renders} renders of proven and conditional templates (${Math.round(counts.renders / seconds)} a second, all told)`,
);
for (const [reason, count] of [...counts.reasons].sort(([, a], [, b]) => b - a).slice(0, mostReasons))
  say(`  unknown in ${count}: ${reason}`);
say(`${counts.compared} templates compared with Ruby, ${counts.comparisons} renders`);
say(`${findings.length} findings`);
process.exitCode = findings.length > 0 ? 1 : 0;
