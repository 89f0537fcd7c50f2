import { isHarmless } from "../../diagnostics/credential-names.js";
import { isSecretName, secretsNamedIn } from "../../diagnostics/named-secrets.js";
import { isPersonalName, personalText } from "../../movable-ink/contract/personal-data.js";
import type { JsonMember, JsonNode } from "../../source/json.js";

/** A property that holds personal data, by its names from the outside in. */
export interface Personal {
  readonly names: readonly string[];
  readonly why: string;
}

/** Personal data and credentials in a sample, by the names of properties and by what their values look like. */
export const personalIn = (members: readonly JsonMember[], around: readonly string[] = []): Personal[] =>
  members.flatMap(({ name, value }) => {
    const names = [...around, name];
    if (holdsSecret(name, value)) return [{ names, why: "it is a credential by its name" }];
    if (isPersonalName(name) || addresses.test(name))
      return [{ names, why: "it is personal data by its name" }];
    const looks = lookOf(value);
    if (looks !== undefined) return [{ names, why: `it looks like ${looks}` }];
    return inside(value).flatMap((one) => personalIn(one, names));
  });

const addresses =
  /^((shipping|billing|delivery|street|postal|home|ip)[-_ ]?address|address(es)?|street|credit[-_ ]?card([-_ ]?number)?|card[-_ ]?number|iban|ssn|password)$/i;

/** A truth value under such a name only tells of a credential. */
const holdsSecret = (name: string, { kind, value }: JsonNode): boolean =>
  isSecretName(name) && kind !== "boolean" && kind !== "null" && !isHarmless(String(value));

function lookOf(value: JsonNode): string | undefined {
  const texts = value.kind === "array" ? (value.items ?? []) : [value];
  for (const { kind, value: text } of texts) {
    if (kind !== "string") continue;
    if (secretsNamedIn(String(text)).some(({ telling }) => telling)) return "a credential";
    const looks = personalText(String(text));
    if (looks !== undefined) return looks;
  }
  return undefined;
}

function inside(value: JsonNode): (readonly JsonMember[])[] {
  if (value.kind === "object") return [value.members ?? []];
  return (value.items ?? []).flatMap(({ members }) => (members ? [members] : []));
}
