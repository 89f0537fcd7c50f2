import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parseTemplate } from "../../src/braze/liquid.js";
import { webhookCampaigns } from "../../src/config/model/webhook-campaigns.js";
import { readConfig } from "../../src/config/read/read.js";
import { bodyOf } from "../../src/generate/artifacts.js";
import { proveTemplate } from "../../src/proof/prove.js";
import { catalogue } from "../../src/rules/registry.js";
import { drawsFor, sized } from "../support/depth.js";
import { breaks } from "./breaks.js";
import { damages, mutantsOf } from "./mutations.js";
import { randomUser } from "./random-user.js";

/** Mutants to try; `npm run mutate` takes every one, and prints a table. */
const every = process.env.MUTANTS === "all";
const most = every ? Number.POSITIVE_INFINITY : sized(8, 600);
const users = 60;

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");

function provenBodies(): string[] {
  const shipped = ["acme-retail/mi-braze", "known-only/mi-braze", "ecommerce/mi-braze"].flatMap((name) => {
    const path = `examples/${name}.yaml`;
    const { config } = readConfig(
      { name: path, text: read(path) },
      fileURLToPath(new URL(path, root)),
      catalogue,
    );
    return webhookCampaigns(config!).map((campaign) => bodyOf(config!, campaign));
  });
  const labelled = readdirSync(new URL("test/cases/proof/valid/", root))
    .sort()
    .map((name) => read(`test/cases/proof/valid/${name}`));
  return [...shipped, ...labelled];
}

interface Score {
  mutants: number;
  /** Broken for a user that was drawn or for the prover's witness. */
  broken: number;
  refuted: number;
  conditional: number;
  unknown: number;
  /** Proven, and broken all the same: must be none. */
  missed: number;
  proven: number;
}

test("no damaged body that breaks for anyone is proven", () => {
  const all = provenBodies().flatMap((text) => [...mutantsOf(parseTemplate({ name: "body.liquid", text }))]);
  const random = drawsFor(3);
  const chosen = Number.isFinite(most) ? all.filter(() => random.chance(most / all.length)) : all;
  const scores = new Map<string, Score>(
    Object.keys(damages).map((kind) => [
      kind,
      { mutants: 0, broken: 0, refuted: 0, conditional: 0, unknown: 0, missed: 0, proven: 0 },
    ]),
  );
  const missed: string[] = [];
  for (const { kind, text } of chosen) {
    const template = parseTemplate({ name: "mutant.liquid", text });
    // What does not parse is refused before anything else.
    if (template.diagnostics.some((found) => found.severity === "error")) continue;
    const score = scores.get(kind)!;
    score.mutants++;
    const { verdict, witness } = proveTemplate(template);
    score[verdict]++;
    if (verdict === "refuted") expect(breaks(template, witness), text).toBe(true);
    let broken = verdict === "refuted";
    for (let user = 0; user < users && !broken; user++) {
      const data = randomUser(random, template);
      broken = breaks(template, data);
      if (broken && verdict === "proven") missed.push(`${kind}\n${text}\n${JSON.stringify(data)}`);
    }
    if (broken) score.broken++;
    if (broken && verdict === "proven") score.missed++;
  }
  if (every) console.log(table(scores));
  expect(missed).toEqual([]);
  const sum = (key: keyof Score) => [...scores.values()].reduce((total, score) => total + score[key], 0);
  expect(sum("refuted")).toBeGreaterThan(0.9 * sum("broken"));
});

function table(scores: ReadonlyMap<string, Score>): string {
  const keys = ["mutants", "broken", "refuted", "conditional", "unknown", "proven", "missed"] as const;
  const total = Object.fromEntries(
    keys.map((key) => [key, [...scores.values()].reduce((sum, score) => sum + score[key], 0)]),
  ) as unknown as Score;
  const row = (name: string, cells: readonly (string | number)[]) =>
    `${name.padEnd(28)}${cells.map((cell) => String(cell).padStart(9)).join("")}`;
  return [
    row("", keys),
    ...[...scores, ["all", total] as const].map(([kind, score]) =>
      row(
        kind,
        keys.map((key) => score[key]),
      ),
    ),
  ].join("\n");
}
