import { brazeNames } from "../../braze/names.js";
import { tags } from "../../liquid/tags/index.js";

/** Endings that preparation hangs on a value's own variable. */
const endings =
  "kind text forms whole day date number length code milliseconds list part part_text part_text_kind".split(
    " ",
  );

/** Words of Liquid, and variables that tags set by themselves. */
const words = `
  true false nil null blank empty and or contains not in now today elsif else endif when
  forloop tablerowloop connected items language size first last
`
  .trim()
  .split(/\s+/);

/**
 * What means something to Liquid or to Braze, so that no variable is called so. Braze warns against shadowing a tag:
 * https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/using_liquid
 */
const taken = [...words, ...Object.keys(tags), ...brazeNames.flatMap(({ namespace }) => namespace ?? [])];

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
