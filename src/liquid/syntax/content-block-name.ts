import type { Expression, Filter, Filtered, ReferenceRoot } from "./template.js";

/** The editor inserts a Content Block as `{{content_blocks.${name} | id: 'cb1'}}`: there, and nowhere else, `id` is a filter. */
export const isEditorsId = ({ name }: Filter): boolean => name.text === "id";

/** What the editor writes after a link for its link aliasing: it changes nothing. */
export const isEditorsLinkId = ({ name }: Filter): boolean => name.text === "lid";

/** The name that follows `content_blocks.`, where an expression is nothing but that. */
export function blockNamedBy(value: Expression | undefined): string | undefined {
  if (value?.kind !== "lookup" || value.path.length > 0 || value.root.kind !== "reference") return undefined;
  const { namespace, name }: ReferenceRoot = value.root;
  return namespace?.text === "content_blocks" ? name.text : undefined;
}

/** The name of the Content Block that an output inserts. */
export function contentBlockOf({ value, filters }: Filtered): string | undefined {
  if (value?.kind === "braced") return filters.length === 0 ? contentBlockOf(value.value) : undefined;
  return filters.every(isEditorsId) ? blockNamedBy(value) : undefined;
}
