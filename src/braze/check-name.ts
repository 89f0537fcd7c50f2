import { nearest } from "../diagnostics/suggest.js";
import { memoized } from "../source/memoized.js";
import { own } from "../source/own.js";
import { type BrazeName, brazeNames, type Delivery, reservedProperties } from "./names.js";

/** A reference as written in a template: `${name}`, or `namespace.${name}`. */
export interface NameReference {
  readonly namespace?: string | undefined;
  readonly name: string;
}

export type NameVerdict =
  | { readonly known: true; readonly type: BrazeName["type"]; readonly entry: BrazeName }
  /** The name can never hold data; `elsewhere` it could. `nearest` is as written in a template. */
  | {
      readonly known: false;
      readonly reason: string;
      readonly nearest?: string;
      readonly elsewhere?: boolean;
    };

/**
 * Whether a webhook can read a name at all.
 * @param delivery how the webhook is triggered; absent if unknown.
 */
export function checkName({ namespace, name }: NameReference, delivery?: Delivery): NameVerdict {
  return checked(delivery)(namespace)(name);
}

/** Rules, proof and fixes ask about every place where a name is read, so each name is judged once. */
const checked = memoized((delivery: Delivery | undefined) =>
  memoized((namespace: string | undefined) => memoized((name: string) => judged(namespace, name, delivery))),
);

function judged(namespace: string | undefined, name: string, delivery: Delivery | undefined): NameVerdict {
  const family = brazeNames.filter((entry) => entry.namespace === namespace);
  const [bare = "", ...inside] = name.split("|").map((part) => part.trim());
  if (inside.length > 0)
    return unknown(
      `the filter is inside the braces, so "${name}" is read as one name`,
      [written(namespace, bare), ...inside].join(" | "),
    );
  if (family.length === 0) return unknownNamespace(namespace ?? "", name);
  if (namespace === "event_properties" && reservedProperties.event.includes(name)) {
    return unknown(`Braze rejects an event property named "${name}", so this is always blank`);
  }
  const entry =
    family.find((candidate) => candidate.name === name) ??
    family.find((candidate) => candidate.name === undefined);
  if (!entry) return unknownName(namespace, name, family);
  if (entry.deliveries.length === 0) {
    const here = namespace === "targeted_device" ? written("most_recently_used_device", name) : undefined;
    return unknown(
      `${written(namespace, name)} holds data only in ${entry.channels}, not in a webhook`,
      here,
      true,
    );
  }
  if (delivery !== undefined && !entry.deliveries.includes(delivery)) {
    const places = entry.deliveries.map((place) => deliveryWords[place]).join(" and ");
    const reason = `${written(namespace, name)} holds data only in ${places}`;
    return unknown(reason, written(triggerNamespace[delivery], name), true);
  }
  return { known: true, type: entry.type, entry };
}

export function written(namespace: string | undefined, name: string): string {
  return `${namespace === undefined ? "" : `${namespace}.`}\${${name}}`;
}

const deliveryWords: Record<Delivery, string> = {
  action: "action-based campaigns",
  api: "API-triggered campaigns",
  canvas: "Canvas steps",
};

const triggerNamespace: Record<Delivery, string> = {
  action: "event_properties",
  api: "api_trigger_properties",
  canvas: "context",
};

/** What people write for a standard field: mostly its name in the API. */
export const otherNames: Record<string, string> = {
  customer_id: "user_id",
  external_user_id: "user_id",
  externaluserid: "user_id",
  id: "user_id",
  email: "email_address",
  email_addresses: "email_address",
  mail: "email_address",
  phone: "phone_number",
  mobile: "phone_number",
  birthday: "date_of_birth",
  timezone: "time_zone",
  locale: "most_recent_locale",
  device_id: "most_recently_used_device.id",
  ...Object.fromEntries(
    brazeNames.flatMap((entry) =>
      entry.namespace === undefined && entry.name !== undefined && /^\w+$/.test(entry.exportField ?? "-")
        ? [[entry.exportField!, entry.name] as const]
        : [],
    ),
  ),
};

function unknownName(namespace: string | undefined, name: string, family: readonly BrazeName[]): NameVerdict {
  const readable = family.filter((entry) => entry.deliveries.length > 0).map((entry) => entry.name ?? "");
  if (namespace !== undefined) {
    const near = readable.find((one) => one === `api_${name}`) ?? nearest(name, readable);
    const reason = `${namespace} has no "${name}"; it has ${readable.join(", ")}`;
    return unknown(reason, near === undefined ? undefined : written(namespace, near));
  }
  const inside = namespaceInside(name);
  if (inside !== undefined)
    return unknown(`"${name}" is read as one name: the namespace is written ahead of the braces`, inside);
  if (eventNames.has(name.toLowerCase()))
    return unknown("Liquid has no name of the event: write it into the template");
  const reason = `"${name}" is not a Braze profile field (names are case-sensitive)`;
  const other = own(otherNames, name.toLowerCase());
  if (other !== undefined) {
    const [first = "", second] = other.split(".");
    return unknown(reason, second === undefined ? written(undefined, first) : written(first, second));
  }
  const near = nearest(name, readable);
  return unknown(reason, near === undefined ? written("custom_attribute", name) : written(undefined, near));
}

/** What asks for the name of the event, which Braze tells no template. */
export const eventNames: ReadonlySet<string> = new Set([
  "event_name",
  "event.name",
  "eventname",
  "trigger_event",
]);

/** `${custom_attribute.plan}` as it is meant; also where the namespace is nearly right. */
function namespaceInside(name: string): string | undefined {
  const [, first, rest] = /^(\w+)\.([^.].*)$/.exec(name) ?? [];
  if (first === undefined || rest === undefined) return undefined;
  const namespace = own(shortNamespaces, first) ?? nearest(first, namespacesOfWebhooks());
  return namespace === undefined ? undefined : written(namespace, rest);
}

const shortNamespaces: Readonly<Record<string, string>> = {
  trigger_properties: "api_trigger_properties",
  api_triggered_property: "api_trigger_properties",
  attribute: "custom_attribute",
  attributes: "custom_attribute",
};

const namespacesOfWebhooks = (): ReadonlySet<string> =>
  new Set(
    brazeNames.flatMap((entry) => (entry.namespace && entry.deliveries.length > 0 ? [entry.namespace] : [])),
  );

function unknownNamespace(namespace: string, name: string): NameVerdict {
  if (/^(?:user|profile|customer|contact|person|member|subscriber)s?$/i.test(namespace)) {
    const field = judged(undefined, name, undefined);
    return unknown(
      `Braze has no namespace "${namespace}"`,
      field.known ? written(undefined, name) : field.nearest,
    );
  }
  const near = own(shortNamespaces, namespace) ?? nearest(namespace, namespacesOfWebhooks());
  return unknown(
    `Braze has no namespace "${namespace}"`,
    near === undefined ? undefined : written(near, name),
  );
}

const unknown = (reason: string, near?: string, elsewhere = false): NameVerdict => ({
  known: false,
  reason,
  elsewhere,
  ...(near === undefined ? {} : { nearest: near }),
});
