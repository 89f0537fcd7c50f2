import { parseTemplate, render } from "../../braze/liquid.js";
import type { Scope } from "../../liquid/runtime/scope.js";
import type { Template } from "../../liquid/syntax/template.js";
import type { ModelResult } from "../../model/expected-payload.js";
import { parseJson } from "../../source/json.js";
import { comparePayloads, jsonNode } from "../../verify/compare.js";
import { all } from "../look/dom.js";

/** What the body on the page comes to for one user. */
export interface Rendered {
  /** What Braze would send; without one, nothing is sent. */
  readonly text: string | undefined;
  /** How it is another than what the config means; empty where it is the same, as it is for a body that nobody changed. */
  readonly differs: string;
}

/** Each body is read once. */
const templates = new Map<string, Template>();

/** Renders the body of a campaign as Braze would; undefined where the page has none. */
export function rendered(slug: string, scope: Scope, meant: ModelResult): Rendered | undefined {
  const template = templates.get(slug) ?? read(slug);
  if (!template) return undefined;
  const { outcome, text, abort, diagnostics } = render(template, scope, {});
  if (outcome === "failed")
    return { text: undefined, differs: `it cannot be rendered: ${diagnostics[0]?.message}` };
  if (outcome === "aborted")
    return {
      text: undefined,
      differs: meant.abort === abort ? "" : `it aborts with “${abort}”`,
    };
  return { text, differs: meant.payload ? differenceOf(meant.payload, text) : "it is sent" };
}

function read(slug: string): Template | undefined {
  const body = all("[data-body]").find((one) => one.dataset.body === slug);
  const text = body?.querySelector("pre")?.textContent;
  if (!text) return undefined;
  const template = parseTemplate({ name: `${slug}/body.liquid`, text });
  templates.set(slug, template);
  return template;
}

function differenceOf(payload: NonNullable<ModelResult["payload"]>, text: string): string {
  const { root, faults } = parseJson({ name: "", text });
  if (!root || faults.length > 0) return "it renders what is not JSON";
  const [first] = comparePayloads(jsonNode(payload), root);
  return first ? `${first.path} is another` : "";
}
