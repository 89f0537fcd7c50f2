import { type DeclaredData, dataKey } from "../braze/data.js";
import { type Departure, departures } from "../braze/fixture/departures.js";
import type { Fixture, Occurrence } from "../braze/fixture/fixture.js";
import { scopeOf } from "../braze/fixture/scope-of.js";
import { parseTemplate } from "../braze/liquid.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { nodesOf } from "../liquid/syntax/nodes.js";
import type { JsonNode } from "../source/json.js";
import { type Range, type Source, spanOf } from "../source/source.js";
import { departingFixture } from "./findings.js";

/**
 * Where a fixture departs from what the config declares in `data:`. Only of what the body reads is something missing:
 * other events have other properties.
 */
export function departureFindings(
  fixture: Fixture,
  occurrence: Occurrence | undefined,
  body: Source,
  data: DeclaredData,
): Diagnostic[] {
  if (data.size === 0) return [];
  const read = new Set(
    nodesOf(parseTemplate(body).nodes, "reference").map(({ namespace, name }) =>
      dataKey({ namespace: namespace?.text, name: name.text }, []),
    ),
  );
  const scope = scopeOf(fixture, { occurrence, clock: () => new Date(0) });
  const { source, root } = fixture;
  return departures(scope, data, (name) => read.has(dataKey(name, []))).map((departure) => {
    const { start, end } = placeOf(root, departure);
    return departingFixture.report(`${departure.declared.source} ${departure.what}`, {
      span: spanOf(source, start, end),
      notes: ["Proofs rely on `data:` in the config: fix the fixture, or what is declared there."],
    });
  });
}

/** Where a fixture holds a name: the last part of the path that is there. */
function placeOf(root: JsonNode, { declared, at }: Departure): Range {
  let node = firstNamed(root, declared.root.name);
  if (!node) return { start: root.start, end: root.start + 1 };
  for (const part of at) {
    const next: JsonNode | undefined =
      typeof part === "number" ? node.items?.[part] : node.members?.find((one) => one.name === part)?.value;
    if (!next) break;
    node = next;
  }
  return node.kind === "object" || node.kind === "array" ? { start: node.start, end: node.start + 1 } : node;
}

/** The first member of a name, wherever it is. */
function firstNamed(node: JsonNode, name: string): JsonNode | undefined {
  const own = node.members?.find((one) => one.name === name)?.value;
  if (own) return own;
  for (const inner of [...(node.members ?? []).map(({ value }) => value), ...(node.items ?? [])]) {
    const found = firstNamed(inner, name);
    if (found) return found;
  }
  return undefined;
}
