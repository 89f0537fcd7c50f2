import { checkName, otherNames, written } from "../../src/braze/check-name.js";
import type { BrazeName, Delivery } from "../../src/braze/names.js";
import { code, document, links, page, prose, table } from "./markdown.js";

const deliveryWords: Readonly<Record<Delivery, string>> = {
  action: "action-based",
  api: "API-triggered",
  canvas: "Canvas",
};

/** `docs/liquid/names.md`, from the table of names. */
export function namesPage(names: readonly BrazeName[], reserved: readonly string[]): string {
  const readable = names.filter(({ deliveries }) => deliveries.length > 0);
  const profile = readable.filter(({ namespace }) => namespace === undefined);
  const open = readable.filter(({ namespace, name }) => namespace !== undefined && name === undefined);
  const members = readable.filter(({ namespace, name }) => namespace !== undefined && name !== undefined);
  const elsewhere = names.filter(({ deliveries }) => deliveries.length === 0);
  return document(
    "# Names",
    "Everything that Liquid in a Braze webhook can read. Made from the emulator's own table by `npm run docs`.",
    "A path may follow the brace: `{{event_properties.${products}[0].sku}}`. Names are case-sensitive. *Export field* is where the value is in the user object of `/users/export/ids`, and so in the `user` of a [fixture](../fixtures.md).",
    "## Profile fields",
    nameTable(profile),
    "## Namespaces that take any name",
    nameTable(open),
    "## Namespaces with names of their own",
    nameTable(members),
    "## Names that no webhook can read",
    "They hold data in other channels only. In a webhook they are always blank, and a finding.",
    table(
      ["Name", "Holds data in", "Nearest valid name", "Page"],
      elsewhere.map((entry) => [
        code(shown(entry)),
        prose(entry.channels ?? ""),
        nearest(entry.namespace, entry.name ?? "name"),
        page(entry.page),
      ]),
    ),
    "## Names that can never hold data",
    "What people write, mostly the field's name in the API, and what Braze calls it.",
    table(
      ["Written", "Why it is blank", "Nearest valid name"],
      [
        ...reserved.map((name) => ["event_properties", name] as const),
        ...[...new Set(["USER_ID", ...Object.keys(otherNames)])]
          .filter((name) => !checkName({ name }).known)
          .map((name) => [undefined, name] as const),
        ["event_property", "price"] as const,
        ["custom_attributes", "plan"] as const,
      ].map(([namespace, name]) => [
        code(written(namespace, name)),
        prose(reason(namespace, name)),
        nearest(namespace, name),
      ]),
    ),
    links(names.map((entry) => entry.page)),
  );
}

const nameTable = (entries: readonly BrazeName[]): string =>
  table(
    ["Name", "Holds", "Type", "In", "Export field", "Page"],
    entries.map((entry) => [
      code(`{{${shown(entry)}}}`),
      prose(entry.summary),
      entry.type,
      where(entry.deliveries),
      entry.exportField === undefined ? "" : code(entry.exportField),
      page(entry.page),
    ]),
  );

const shown = ({ namespace, name }: BrazeName): string => written(namespace, name ?? "name");

const where = (deliveries: readonly Delivery[]): string =>
  deliveries.length === Object.keys(deliveryWords).length
    ? "every webhook"
    : deliveries.map((delivery) => deliveryWords[delivery]).join(", ");

function nearest(namespace: string | undefined, name: string): string {
  const verdict = checkName({ namespace, name });
  return !verdict.known && verdict.nearest !== undefined ? code(verdict.nearest) : "none";
}

function reason(namespace: string | undefined, name: string): string {
  const verdict = checkName({ namespace, name });
  if (verdict.known) throw new Error(`${written(namespace, name)} can hold data`);
  return verdict.reason;
}
