import { type JsonNode, memberOf } from "../../source/json.js";
import { quoted } from "../../source/json-text.js";
import { wordsOf } from "../../source/words.js";

/** What the objects around an event call the person, and what that is in Braze. */
const envelopeNames: Readonly<Record<string, string>> = {
  external_id: "external_id",
  external_user_id: "external_id",
  userId: "external_id",
  customer_id: "external_id",
  braze_id: "braze_id",
};

const ofPeople = new Set([
  "customer",
  "user",
  "member",
  "crm",
  "account",
  "loyalty",
  "profile",
  "client",
  "contact",
]);

/** `customer_id`, `memberNumber`: an id of a person by its name. */
function isPersonId(name: string): boolean {
  const words = wordsOf(name);
  return (
    words.length > 1 &&
    words.length < 4 &&
    ["id", "number", "no", "key"].includes(words.at(-1)!) &&
    words.slice(0, -1).every((word) => ofPeople.has(word))
  );
}

/** What Movable Ink calls it in the links of a message. */
export const isLinkId = (name: string): boolean => wordsOf(name).join("_") === "mi_u";

/** The sources that tell whose an event is, beside its properties. */
export function idsAround(node: JsonNode): string[] {
  const inner = memberOf(node, "user_identities");
  const names = [...(node.members ?? []), ...(inner?.members ?? [])].flatMap(({ name, value }) =>
    (value.kind === "string" && String(value.value).trim() !== "") || value.kind === "number"
      ? (envelopeNames[name] ?? [])
      : [],
  );
  const context = memberOf(node, "context");
  const attributes = [
    memberOf(node, "custom_attributes"),
    memberOf(node, "user_attributes"),
    memberOf(node, "traits"),
    context && memberOf(context, "traits"),
  ].flatMap((one) => one?.members ?? []);
  return [
    ...new Set([
      ...names,
      ...idsAmong(
        "custom_attribute",
        attributes.map(({ name }) => name),
      ),
    ]),
  ];
}

/** Names of properties or attributes that may be of ids, as sources. */
export const idsAmong = (namespace: string, names: readonly string[]): string[] =>
  names
    .filter((name) => isLinkId(name) || isPersonId(name))
    .map((name) => `${namespace}.${/^\w+$/.test(name) ? name : quoted(name)}`);
