/** Endings that preparation hangs on a value's own variable. */
const endings = ["kind", "text", "forms", "whole", "day", "date", "number", "length"] as const;
export type Ending = (typeof endings)[number];

/**
 * Words that mean something to Liquid or to Braze, so that no variable is called so. Braze warns against shadowing a tag:
 * https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/using_liquid
 */
const taken = `
  true false nil null blank empty and or contains not in now today
  if elsif else endif unless case when for break continue assign capture echo liquid comment raw cycle
  increment decrement include render tablerow ifchanged forloop tablerowloop
  abort_message connected_content connected catalog_items catalog_selection_items items content_blocks
  message_extras shopping_cart random translation language
  event_properties custom_attribute api_trigger_properties canvas_entry_properties context campaign canvas
  subscribed_state most_recently_used_device targeted_device sms whats_app size first last
`
  .trim()
  .split(/\s+/);

/** Gives each value of one body a variable of its own: readable, ASCII, and with room for its endings. */
export class VariableNames {
  readonly #taken = new Set<string>(taken);

  /** `Zip Code` becomes `zip_code`; a name that is in use gets a number. */
  take(wish: string): string {
    const stem =
      wish
        .normalize("NFKD")
        .replace(/\p{M}/gu, "")
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "_")
        .replace(/^_+|_+$/g, "")
        .slice(0, 40)
        .replace(/^(?=\d)/, "p_") || "value";
    for (let count = 1; ; count++) {
      const name = count === 1 ? stem : `${stem}_${count}`;
      const family = [name, ...endings.map((ending) => `${name}_${ending}`)];
      if (family.some((member) => this.#taken.has(member))) continue;
      for (const member of family) this.#taken.add(member);
      return name;
    }
  }
}

/** `categories` loops over a `category`. */
export function singular(name: string): string {
  if (/ies$/i.test(name)) return name.replace(/ies$/i, "y");
  if (/[^s]s$/i.test(name)) return name.slice(0, -1);
  return `${name} item`;
}
