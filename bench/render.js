/**
 * Renderings a second of the emulator, brazejs and liquidjs as it ships, the rounds interleaved so that a busy machine
 * slows all alike. An engine that renders something else than the emulator is not timed: the table says what it did.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Liquid } from "liquidjs";
import { fixtureFrom } from "../build/braze/fixture/from-object.js";
import { scopeOf } from "../build/braze/fixture/scope-of.js";
import { parseTemplate, render } from "../build/braze/liquid.js";
import { readConfig } from "../build/config/read/read.js";
import { bodyOf } from "../build/generate/artifacts.js";
import { standardVariables, toStandardLiquid } from "../build/liquid/runtime/standard.js";
import { catalogue } from "../build/rules/registry.js";
import { liquidjsRenderer } from "../build/verify/second-opinion.js";
import { median, table } from "./table.js";

const { default: BrazeJs } = createRequire(import.meta.url)("brazejs");
const rounds = 7;
const milliseconds = 60;

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const body = (name) => readFileSync(here(`bodies/${name}.liquid`), "utf8");

function generated() {
  const file = here("../examples/acme-retail/mi-braze.yaml");
  const { config } = readConfig({ name: "mi-braze.yaml", text: readFileSync(file, "utf8") }, file, catalogue);
  return bodyOf(config, config.campaigns[0]);
}

const products = (count) =>
  Array.from({ length: count }, (_, index) => ({ id: `p${index}`, name: `name ${index}`, price: index + 1 }));

const fixture = (variables = {}) => ({
  now: "2023-12-06T19:20:45Z",
  user: {
    external_id: "u-1",
    email: "ann@example.com",
    time_zone: "America/New_York",
    custom_attributes: { tier: "gold" },
  },
  event: {
    name: "Product Viewed",
    properties: {
      id: "p-1",
      title: "Faucet",
      price: 42.5,
      url: "https://www.example.com/p-1",
      categories: [{ id: "c1", url: "https://www.example.com/c1" }],
      meta: { color: "red" },
    },
  },
  variables,
});

const cases = [
  ["plain members", body("plain"), fixture()],
  ["guards and filters", body("guarded"), fixture()],
  ["loop over 10", body("loop"), fixture({ products: products(10) })],
  ["loop over 100", body("loop"), fixture({ products: products(100) })],
  ["generated product_viewed", generated(), fixture()],
];

/** Each engine as a function that loads a template and gives one that renders it. */
const engines = {
  "mi-braze": (text, data) => {
    const template = parseTemplate({ name: "body", text });
    const scope = scopeOf(fixtureFrom(data).fixture, { clock: () => new Date() });
    return async () => {
      const { outcome, text: rendered, diagnostics } = render(template, scope);
      if (outcome !== "sent") throw new Error(diagnostics[0]?.message ?? outcome);
      return rendered;
    };
  },
  "liquidjs, stock": (text, data) => {
    const engine = new Liquid({ strictFilters: true });
    const template = engine.parse(toStandardLiquid(text).text);
    const scope = Object.fromEntries(
      [...standardVariables(scopeOf(fixtureFrom(data).fixture, { clock: () => new Date() }))].map(
        ([name, value]) => [name, plain(value)],
      ),
    );
    return async () => engine.renderSync(template, scope);
  },
  "liquidjs with Braze's filters": (text, data) => {
    const renderer = liquidjsRenderer({ name: "body", text });
    const scope = scopeOf(fixtureFrom(data).fixture, { clock: () => new Date() });
    return async () => {
      const { outcome, text: rendered, diagnostics } = renderer(scope);
      if (outcome !== "sent") throw new Error(diagnostics[0]?.message ?? outcome);
      return rendered;
    };
  },
  brazejs: (text, data) => {
    const engine = new BrazeJs();
    const template = engine.parse(text);
    const { user, event, variables } = data;
    const scope = {
      user_id: user.external_id,
      email_address: user.email,
      time_zone: user.time_zone,
      custom_attribute: user.custom_attributes,
      event_properties: event.properties,
      ...variables,
    };
    return () => engine.render(template, scope);
  },
};

function plain(value) {
  if (value instanceof Map) return Object.fromEntries([...value].map(([name, one]) => [name, plain(one)]));
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === "object" && value !== null && "value" in value ? value.value : value;
}

const meaning = (text) => {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return undefined;
  }
};

async function load(name, text, data, wanted) {
  try {
    const run = engines[name](text, data);
    const rendered = await run();
    if (wanted !== undefined && meaning(rendered) !== wanted)
      return { why: meaning(rendered) ? "other JSON" : "no JSON" };
    return { run, rendered };
  } catch (error) {
    return {
      why: String(error.message)
        .split("\n")[0]
        .replace(/, line.*/, "")
        .slice(0, 34),
    };
  }
}

async function speed(run) {
  const end = performance.now() + milliseconds;
  const start = performance.now();
  let count = 0;
  while (performance.now() < end) {
    for (let i = 0; i < 20; i++) await run();
    count += 20;
  }
  return (count / (performance.now() - start)) * 1000;
}

const rows = [];
for (const [name, text, data] of cases) {
  const [own, ...others] = Object.keys(engines);
  const first = await load(own, text, data);
  const loaded = [[own, first]];
  for (const other of others) loaded.push([other, await load(other, text, data, meaning(first.rendered))]);
  const times = new Map(loaded.map(([engine]) => [engine, []]));
  for (let round = -1; round < rounds; round++) {
    for (const [engine, { run }] of loaded) {
      const found = run ? await speed(run) : 0;
      if (round >= 0) times.get(engine).push(found);
    }
  }
  const base = median(times.get(own));
  rows.push([
    name,
    `${Math.round(base).toLocaleString("en")}/s`,
    ...loaded
      .slice(1)
      .map(([engine, { run, why }]) =>
        run ? `${(base / median(times.get(engine))).toFixed(1)} x` : `cannot: ${why}`,
      ),
  ]);
}
console.log("\nrendering: the emulator's speed, and how many times the others' it is");
console.log(
  table(["body", "mi-braze", "stock liquidjs", "liquidjs + Braze's filters", "brazejs 1.7.1"], rows),
);
