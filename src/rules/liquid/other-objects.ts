import { checkName, otherNames, written } from "../../braze/check-name.js";
import { own } from "../../source/own.js";

/** A name as another tool has it, and what it is in Braze. */
interface OtherName {
  readonly meant: string;
  /** How much of what follows the variable belongs to the name. */
  readonly length: number;
  readonly reason: string;
}

/** What other tools call the one who is written to. */
const personWords: ReadonlySet<string> = new Set([
  ...["user", "customer", "contact", "profile", "person", "recipient", "subscriber", "member", "lead"],
]);

/** What they call what the person did. */
const eventWords: ReadonlySet<string> = new Set(["event", "properties", "event_property", "props"]);

/**
 * A variable that nothing has set, by what it is called in other tools: `{{customer.first_name}}`, `{{event.total}}`,
 * `{{firstName}}`.
 * @param after what follows it in the template
 */
export function ofOtherTool(name: string, after: string): OtherName | undefined {
  const word = name.toLowerCase();
  const [path = "", , spaced] = /^\.(\w+((?: [A-Z]\w*)+(?=\s*[|}%]))?)/.exec(after) ?? [];
  if (path === "") {
    const field = fieldOf(name);
    return field === undefined || field === name
      ? undefined
      : { meant: written(undefined, field), length: 0, reason: "" };
  }
  const member = path.slice(1);
  if (eventWords.has(word) && spaced === undefined)
    return {
      meant: written("event_properties", member),
      length: path.length,
      reason: ": Braze has no object for the event",
    };
  if (!personWords.has(word)) return undefined;
  const field = fieldOf(member);
  return {
    meant: field === undefined ? written("custom_attribute", member) : written(undefined, field),
    length: path.length,
    reason: ": Braze has no object for the user",
  };
}

/** A profile field by another name of it, or written as other tools write theirs: `firstName`, `First Name`. */
function fieldOf(name: string): string | undefined {
  const snake = name
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .replaceAll(" ", "_")
    .toLowerCase();
  const field = own(otherNames, snake) ?? snake;
  if (checkName({ name: field }).known) return field;
  const [, first, last] = /^(?:(first)|(last)|sur)name$/.exec(snake) ?? [];
  return first || last || snake === "surname" ? `${first ?? "last"}_name` : undefined;
}
