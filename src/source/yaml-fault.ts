import type { JsonFault } from "./json.js";
import type { Range } from "./source.js";

export interface YamlFault extends JsonFault {
  /** What to do about it. */
  readonly next?: string | undefined;
  /** The first of two equal keys, of which this is the second. */
  readonly repeats?: Range;
}
