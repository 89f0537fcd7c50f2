import { afterEach, expect, test, vi } from "vitest";
import { proveTemplate } from "../../src/proof/prove.js";
import { Summaries } from "../../src/proof/walk/summaries.js";
import { Grammar } from "../fuzz/grammar/grammar.js";
import { drawsFor, sized } from "../support/depth.js";

afterEach(() => {
  vi.restoreAllMocks();
});

function proofOf(text: string, block: string) {
  const { verdict, diagnostics, prints, silent, shape } = proveTemplate(
    { name: "t.liquid", text },
    { contentBlocks: new Map([["block", block]]) },
  );
  const found = diagnostics.map(({ code, message, span }) => `${code} ${span?.start} ${message}`);
  // A Content Block prints several things at the place where it is named: in which order does not matter.
  const printed = prints.map(({ start, path, quoted, reads }) =>
    [start, path.join("."), quoted, ...reads.map(({ id }) => id).sort()].join(" "),
  );
  return { verdict, found, printed: new Set(printed), silent, shape };
}

const list = (item: string, name: string, of: string) =>
  `[{% for ${name} in ${of} %}${item}{% unless forloop.last %},{% endunless %}{% endfor %}]`;

const runs = sized(1, 60);

test(`of ${runs} random bodies the proof says the same whether or not it remembers what it walked`, () => {
  const random = drawsFor(23);
  for (let run = 0; run < runs; run++) {
    const body = () => new Grammar(random, "braze").object(1);
    const named = "{{content_blocks.${block}}}";
    const inner = random.chance(0.5) ? body() : named;
    const rows = list(
      list(inner, "y", "z.rows"),
      "z",
      random.pick(["event_properties.${list}", "x", "(1..3)"]),
    );
    const text = `${random.chance(0.3) ? "{% assign x = event_properties.${list} %}" : ""}{"a": ${rows}, "b": ${named}, "c": [${random.pick([body(), named])}, ${named}]}`;
    const block = body();
    const remembered = proofOf(text, block);
    vi.spyOn(Summaries.prototype, "of").mockImplementation((_stretch, state, walk) => walk(state));
    const walked = proofOf(text, block);
    vi.restoreAllMocks();
    if (walked.found.some((one) => one.includes("too complex"))) continue;
    expect(remembered, `${text}\n--- block\n${block}`).toEqual(walked);
  }
});
