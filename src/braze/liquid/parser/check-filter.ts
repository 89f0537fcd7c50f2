import type { Expression, Filter } from "../template.js";
import type { Findings } from "./findings.js";

/** Content Blocks are inserted by the editor as `{{content_blocks.${name} | id: 'cb1'}}`; `id` is a filter nowhere else. */
export const isContentBlock = (value: Expression | undefined): boolean =>
  value?.kind === "lookup" && value.root.kind === "reference" && value.root.namespace?.text === "content_blocks";

export function checkFilter(_findings: Findings, _filter: Filter, _value: Expression, _first: boolean): void {}
