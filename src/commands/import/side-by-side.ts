import { scopeOf } from "../../braze/fixture/scope-of.js";
import { render } from "../../braze/liquid.js";
import type { Wire } from "../../config/model/config.js";
import type { Change } from "../../import/entry.js";
import type { Loss } from "../../import/expression.js";
import type { Scope } from "../../liquid/runtime/scope.js";
import type { Template } from "../../liquid/syntax/template.js";
import { type JsonNode, memberOf, type OrderedJson, parseJson } from "../../source/json.js";
import { comparePayloads, type Difference, step } from "../../verify/compare.js";
import type { User } from "./users.js";

export interface SideBySide {
  /** The body as it was. */
  readonly template: Template;
  readonly contentBlocks: ReadonlyMap<string, string>;
  readonly generated: Template;
  readonly users: readonly User[];
  /** What is sent otherwise on purpose, which is told once and not at each user. */
  readonly changes: readonly Change[];
  /** What is not sent, or not as it was, for the same reason. */
  readonly losses: readonly Loss[];
  readonly wire: Wire;
}

/** What becomes of one user under the old body and under the generated one. */
export interface Row {
  readonly user: string;
  readonly before: Outcome;
  readonly after: Outcome;
  /** Where both send a payload and these differ. */
  readonly differences: readonly Difference[];
  /** Whether more differs, which is told once for all. */
  readonly isTold: boolean;
  /** Members that were sent without a value and are left out. */
  readonly blank: number;
}

export type Outcome =
  | { readonly kind: "sent"; readonly payload: JsonNode }
  | { readonly kind: "broken" | "failed" }
  | { readonly kind: "aborted"; readonly reason: string };

/** Renders both bodies for each user. */
export function sideBySide({
  template,
  contentBlocks,
  generated,
  users,
  changes,
  losses,
  wire,
}: SideBySide): Row[] {
  const moved = changes.filter(({ isMoved }) => isMoved);
  const told = [
    ...changes.filter((change) => !moved.includes(change)).map(({ path }) => path),
    ...losses.flatMap(({ path }) => (path ? [path] : [])),
  ];
  return users.map(({ name, fixture }) => {
    const scope = scopeOf(fixture, { contentBlocks, clock: () => new Date(0) });
    const before = outcomeOf(template, scope);
    const after = outcomeOf(generated, scope);
    if (before.kind !== "sent" || after.kind !== "sent")
      return { user: name, before, after, differences: [], isTold: false, blank: 0 };
    const wanted = withMoved(
      before.payload,
      moved.map(({ path }) => path[0]!),
      wire.names.properties,
    );
    const all = comparePayloads(wanted, after.payload);
    const rest = all.filter(({ path }) => !told.some((place) => isIn(path, place)));
    const isBlank = ({ kind, expected }: Difference) => kind === "missing" && isNothing(expected);
    return {
      user: name,
      before,
      after,
      differences: rest.filter((one) => !isBlank(one)),
      isTold: rest.length < all.length,
      blank: rest.filter(isBlank).length,
    };
  });
}

function outcomeOf(template: Template, scope: Scope): Outcome {
  const { outcome, text, abort } = render(template, scope);
  if (outcome === "aborted") return { kind: "aborted", reason: abort ?? "" };
  if (outcome === "failed") return { kind: "failed" };
  const { root, faults } = parseJson({ name: "", text });
  return root?.kind === "object" && faults.length === 0
    ? { kind: "sent", payload: root }
    : { kind: "broken" };
}

/** The old payload with members where the generated one has them. */
function withMoved(payload: JsonNode, names: readonly string[], properties: string): JsonNode {
  const moved = (payload.members ?? []).filter(({ name }) => names.includes(name));
  if (moved.length === 0) return payload;
  const rest = (payload.members ?? []).filter(({ name }) => !names.includes(name));
  const inside = memberOf(payload, properties);
  const { start, end } = payload;
  const value: JsonNode = {
    kind: "object",
    members: [...(inside?.members ?? []), ...moved],
    start,
    end,
  };
  return {
    ...payload,
    members: [
      ...rest.filter(({ name }) => name !== properties),
      { name: properties, nameRange: { start, end }, value },
    ],
  };
}

/** Whether a path of a payload is at, or inside of, a place. */
function isIn(path: string, names: readonly string[]): boolean {
  const plain = path.replace(/\[\d+\]/g, "[]");
  const place = `$${names.map((name) => (name === "[]" ? name : step(name))).join("")}`;
  return plain === place || plain.startsWith(`${place}.`) || plain.startsWith(`${place}[`);
}

const isNothing = (json: OrderedJson | undefined): boolean =>
  json === null ||
  (typeof json === "string" && json.trim() === "") ||
  (Array.isArray(json) && json.every(isNothing)) ||
  (json instanceof Map && [...json.values()].every(isNothing));
