/** Who finds which broken webhook: this linter beside what else can be installed from npm, on the bodies of the tests. */

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as themeCheck from "@shopify/theme-check-node";
import { Liquid } from "liquidjs";
import { lintWebhook } from "../build/rules/lint-webhook.js";
import { table } from "./table.js";

const { default: BrazeJs } = createRequire(import.meta.url)("brazejs");
const folder = new URL("../test/cases/webhooks/", import.meta.url);
const bodies = ["clean", "broken", "meaning"].flatMap((kind) =>
  readdirSync(new URL(`${kind}/`, folder)).map((name) => ({
    name,
    kind,
    text: readFileSync(new URL(`${kind}/${name}`, folder), "utf8"),
  })),
);

/** Braze's names as plain Liquid: `ns.${a b}` is `ns["a b"]`, and braces inside a tag go. */
const standard = (text) =>
  text
    .replace(/(\{%-?[^%]*?)\{\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}\}/g, "$1$2")
    .replace(/(\w+)\.\$\{([^}]*)\}/g, '$1["$2"]')
    .replace(/\$\{([^}]*)\}/g, (_, name) => `profile["${name}"]`);

/** Users for whom a team would render by hand: one with plain data, one with none, one with quotes, one with numbers. */
const users = ["x", undefined, 'Bo\'s "Deli"\n\\', 7].map((value) => {
  const any = new Proxy(
    {},
    { get: (_, key) => (typeof key === "string" && key !== "toJSON" ? value : undefined) },
  );
  const names = [
    "profile",
    "event_properties",
    "custom_attribute",
    "api_trigger_properties",
    "canvas_entry_properties",
  ];
  return Object.fromEntries(
    [...names, "campaign", "canvas", "sms", "whats_app", "most_recently_used_device", "subscribed_state"].map(
      (name) => [name, any],
    ),
  );
});

const braze = {
  json_escape: (value) => JSON.stringify(String(value ?? "")).slice(1, -1),
  as_json_string: (value) => JSON.stringify(value ?? null),
  md5: String,
  sha2: String,
  url_param_escape: (value) => encodeURIComponent(String(value ?? "")),
};

function stock(text, render) {
  const engine = new Liquid({ strictFilters: true, ownPropertyOnly: false });
  for (const [name, filter] of Object.entries(braze)) engine.registerFilter(name, filter);
  engine.registerTag("abort_message", {
    parse() {},
    render() {
      throw new Error("abort");
    },
  });
  engine.registerTag("connected_content", { parse() {}, render() {} });
  const parsed = engine.parse(standard(text));
  if (!render) return;
  for (const user of users) {
    let output;
    try {
      output = engine.renderSync(parsed, { ...user });
    } catch (error) {
      if (/abort/.test(error.message)) continue;
      throw error;
    }
    JSON.parse(output);
  }
}

const fails = (run) => {
  try {
    run();
    return false;
  } catch {
    return true;
  }
};

async function shopify() {
  const root = mkdtempSync(join(tmpdir(), "mi-braze-peers-"));
  for (const name of ["snippets", "locales"]) mkdirSync(join(root, name));
  bodies.forEach(({ text }, index) => {
    writeFileSync(join(root, "snippets", `b${index}.liquid`), standard(text));
  });
  const offenses = await themeCheck.check(root);
  rmSync(root, { recursive: true });
  return new Set(
    offenses
      .filter(({ severity }) => severity === 0)
      .map(({ uri }) => Number(/b(\d+)\.liquid$/.exec(uri)?.[1] ?? -1)),
  );
}

const complained = await shopify();
const tools = [
  [
    "mi-braze lint",
    (body) => lintWebhook({ body: { name: body.name, text: body.text } }).diagnostics.length > 0,
  ],
  [
    "mi-braze lint, errors only",
    (body) =>
      lintWebhook({ body: { name: body.name, text: body.text } }).diagnostics.some(
        (one) => one.severity === "error",
      ),
  ],
  ["brazejs parse", ({ text }) => fails(() => new BrazeJs({ strict_filters: true }).parse(text))],
  ["liquidjs parse, as it is", ({ text }) => fails(() => new Liquid({ strictFilters: true }).parse(text))],
  ["liquidjs parse, translated", ({ text }) => fails(() => stock(text, false))],
  ["liquidjs render + JSON.parse, 4 users", ({ text }) => fails(() => stock(text, true))],
  ["theme-check, translated, errors", (body) => complained.has(bodies.indexOf(body))],
];

const of = (kind) => bodies.filter((body) => body.kind === kind);
console.log(
  "\npeers: webhooks noticed that are broken, or valid JSON that says something else; and clean ones complained of",
);
console.log(
  table(
    [
      "tool",
      `of ${of("broken").length} broken`,
      `of ${of("meaning").length} of another meaning`,
      `of ${of("clean").length} clean`,
    ],
    tools.map(([name, notices]) => [
      name,
      of("broken").filter(notices).length,
      of("meaning").filter(notices).length,
      of("clean").filter(notices).length,
    ]),
  ),
);
