import type { Hash, RubyTime, Value } from "../value.js";

/** Everything that a template can read while it renders for one user. Nothing here is shared between renderings. */
export interface Scope {
  /** What a bare `${name}` holds, by the name that Braze gives it: `user_id`, `email_address`, … */
  readonly profile: Hash;
  /** What is before the dollar sign: `event_properties.${x}`, `custom_attribute.${x}`, … */
  readonly namespaces: ReadonlyMap<string, Hash>;
  /** Plain Liquid variables that exist before the template starts. */
  readonly variables: Hash;
  /** What `now` means. */
  readonly now: RubyTime;
  /** What `connected_content` would have answered, by the name that `:save` gives the answer. */
  readonly connectedContent: Hash;
  /** What `catalog_items` and `catalog_selection_items` would have found. */
  readonly catalogItems: readonly Value[] | undefined;
  /** The code that `promotion` takes of each list; one is made up where there is none. */
  readonly promotionCodes?: ReadonlyMap<string, string>;
  /** Text of Content Blocks by name. */
  readonly contentBlocks: ReadonlyMap<string, string>;
}
