import { parseTemplate } from "../braze/liquid.js";
import { brazeNames } from "../braze/names.js";
import { nodesOf } from "../liquid/syntax/nodes.js";

/** What of a profile some templates read. */
export interface Needed {
  /** For `fields_to_export`: no more than is read, and the ids, which tell whose it is. */
  readonly fields: readonly string[];
  /** Custom attributes that are read; the others are not kept. */
  readonly attributes: ReadonlySet<string>;
}

/** Finds the names of profile fields and custom attributes in Liquid that is run; a broken template has them, too. */
export function neededFields(templates: readonly string[]): Needed {
  const fields = new Set(["external_id", "braze_id"]);
  const attributes = new Set<string>();
  for (const template of templates)
    for (const [, namespace, inside] of ran(template).matchAll(/(?:(\w+)\.)?\$\{([^{}]*)\}/g)) {
      const name = inside!.trim();
      if (namespace === "custom_attribute") {
        fields.add("custom_attributes");
        attributes.add(name);
      } else if (namespace === "most_recently_used_device") fields.add("devices");
      else if (namespace === undefined) {
        const field = brazeNames.find((one) => one.namespace === undefined && one.name === name)?.exportField;
        if (field !== undefined && /^\w+$/.test(field)) fields.add(field);
      }
    }
  return { fields: [...fields], attributes };
}

/** A template without its comments and what it prints as it is: of the names in there, nobody's value is read. */
function ran(text: string): string {
  const { nodes } = parseTemplate({ name: "template", text });
  let [left, end] = ["", 0];
  for (const node of nodesOf(nodes, "comment", "raw", "#")) {
    if (node.start < end) continue;
    left += text.slice(end, node.start);
    end = node.end;
  }
  return left + text.slice(end);
}
