/** How long a proof takes: by members, loops and nesting, over the examples, and for bodies of real size. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { webhookCampaigns } from "../build/config/model/webhook-campaigns.js";
import { readConfig } from "../build/config/read/read.js";
import { bodyOf } from "../build/generate/artifacts.js";
import { proveTemplate } from "../build/proof/prove.js";
import { catalogue } from "../build/rules/registry.js";
import { median, table } from "./table.js";

const member = (index) =>
  `{% if event_properties.\${m${index}} %}, "m${index}": "{{event_properties.\${m${index}} | json_escape}}"{% endif %}`;
const loop = (index) =>
  `, "l${index}": [{% for i in event_properties.\${l${index}} %}{{ i.id | as_json_string }}{% unless forloop.last %},{% endunless %}{% endfor %}]`;
const nested = (depth) =>
  depth === 0
    ? "{{ item.id | as_json_string }}"
    : `[{% for item in ${depth % 2 ? "item.rows" : "event_properties.${rows}"} %}${nested(depth - 1)}{% unless forloop.last %},{% endunless %}{% endfor %}]`;
const many = (count, make) => Array.from({ length: count }, (_, index) => make(index)).join("\n");

const shapes = [
  ...[10, 20, 40, 80, 160, 320].map((count) => [
    `${count} optional members`,
    count,
    `{"v": 1\n${many(count, member)}\n}`,
  ]),
  ...[1, 2, 4, 8, 16].map((count) => [`${count} loops`, count, `{"v": 1\n${many(count, loop)}\n}`]),
  ...[1, 2, 3, 4, 5, 6].map((depth) => [
    `${depth} loops inside each other`,
    depth,
    `{"v": ${nested(depth)}}`,
  ]),
  [
    "2,000 lines",
    2000,
    `{\n"v": 1\n${many(1999, (index) => `, "f${index}": "{{event_properties.\${f${index % 50}} | json_escape}}"`)}\n}`,
  ],
];

function time(text) {
  const times = [];
  let verdict;
  for (let run = 0; run < 4; run++) {
    const start = performance.now();
    ({ verdict } = proveTemplate({ name: "body", text }));
    if (run > 0) times.push(performance.now() - start);
  }
  return { verdict, milliseconds: median(times) };
}

const rows = shapes.map(([name, count, text]) => {
  const { verdict, milliseconds } = time(text);
  return [name, verdict, `${milliseconds.toFixed(1)} ms`, `${(milliseconds / count).toFixed(2)} ms`];
});
console.log("\nproof: time, and time for each member, loop or line");
console.log(table(["body", "verdict", "time", "each"], rows));

const examples = ["acme-retail", "known-only", "ecommerce"].flatMap((name) => {
  const file = fileURLToPath(new URL(`../examples/${name}/mi-braze.yaml`, import.meta.url));
  const { config } = readConfig({ name, text: readFileSync(file, "utf8") }, file, catalogue);
  return webhookCampaigns(config).map((campaign) => [`${name} ${campaign.slug}`, bodyOf(config, campaign)]);
});
console.log("\nproof: the bodies of the examples");
console.log(
  table(
    ["body", "lines", "verdict", "time"],
    examples.map(([name, text]) => {
      const { verdict, milliseconds } = time(text);
      return [name, text.split("\n").length, verdict, `${milliseconds.toFixed(0)} ms`];
    }),
  ),
);

const real = many(
  12,
  (index) => `, "f${index}": "{{event_properties.\${f${index}} | default: 'none' | json_escape}}"`,
);
const body = (index) =>
  `{% if {{\${user_id}}} == blank %}{% abort_message('no id ${index}') %}{% endif %}\n{"user": "{{\${user_id} | json_escape}}"\n${real}${many(3, member)}${loop(0)}\n}`;
const start = performance.now();
for (let index = 0; index < 1000; index++) proveTemplate({ name: "body", text: body(index) });
console.log(`\nproof: 1,000 bodies of 20 lines in ${((performance.now() - start) / 1000).toFixed(1)} s`);
