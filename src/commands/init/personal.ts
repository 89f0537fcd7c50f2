import { isPersonalName, personalText } from "../../movable-ink/contract/personal-data.js";
import type { JsonMember, JsonNode } from "../../source/json.js";

/** A property that holds personal data, by its names from the outside in. */
export interface Personal {
  readonly names: readonly string[];
  readonly why: string;
}

/** Personal data in a sample, by the names of properties and by what their values look like. */
export const personalIn = (members: readonly JsonMember[], around: readonly string[] = []): Personal[] =>
  members.flatMap(({ name, value }) => {
    const names = [...around, name];
    if (isPersonalName(name) || addresses.test(name))
      return [{ names, why: "it is personal data by its name" }];
    const looks = lookOf(value);
    if (looks !== undefined) return [{ names, why: `it looks like ${looks}` }];
    return inside(value).flatMap((one) => personalIn(one, names));
  });

const addresses =
  /^((shipping|billing|delivery|street|postal|home|ip)[-_ ]?address|address(es)?|street|credit[-_ ]?card([-_ ]?number)?|card[-_ ]?number|iban|ssn|password)$/i;

function lookOf(value: JsonNode): string | undefined {
  const texts = value.kind === "array" ? (value.items ?? []) : [value];
  for (const { kind, value: text } of texts) {
    const looks = kind === "string" ? personalText(String(text)) : undefined;
    if (looks !== undefined) return looks;
  }
  return undefined;
}

function inside(value: JsonNode): (readonly JsonMember[])[] {
  if (value.kind === "object") return [value.members ?? []];
  return (value.items ?? []).flatMap(({ members }) => (members ? [members] : []));
}
