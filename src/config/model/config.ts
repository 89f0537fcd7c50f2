import type { DataNamespace, DeclaredData } from "../../braze/data.js";
import type { ProfileField } from "../../braze/profile-fields.js";
import type { Trigger } from "../../braze/trigger.js";
import type { FindingKind } from "../../diagnostics/diagnostic.js";
import type { Assumptions } from "../../liquid/assumptions.js";
import type { EnvelopeMember, Profile } from "../../movable-ink/contract/profile.js";
import type { OrderedJson } from "../../source/json.js";
import type { JsonNumber } from "../../source/json-number.js";
import type { Source, Span } from "../../source/source.js";
import type { ConfigPath } from "../tree.js";

/** What a `mi-braze.yaml` says to whoever lints webhooks that it does not generate itself. */
export interface Settings {
  readonly source: Source;
  /** Absolute path of the file; relative paths in it are relative to its folder. */
  readonly file: string;
  /** How Braze is assumed to behave where its documentation does not say, where that is not the default. */
  readonly assume: Partial<Assumptions>;
  /** What names are declared to hold. */
  readonly data: DeclaredData;
  /** Templates that `lint` reads when none is named: paths, folders and globs, those after `!` left out. */
  readonly files: readonly { readonly text: string; readonly path: ConfigPath }[];
  /** Globs of fixtures, relative to the file's folder. */
  readonly fixtures: readonly string[];
  /** The workspace; absent where nothing asks Braze. */
  readonly braze: Braze | undefined;
  /** Findings that `lint` ignores. */
  readonly ignore: readonly IgnoreRule[];
  /** Where a key's value is in the YAML; the nearest existing ancestor if the key is absent. */
  spanOf(path: ConfigPath): Span;
}

/** A checked `mi-braze.yaml` with campaigns, and every default filled in. */
export interface Config extends Settings {
  readonly brand: string | undefined;
  /** Absent only when every campaign is for Signal only. */
  readonly movableInk: MovableInk | undefined;
  /** By their names: what they have otherwise. */
  readonly environments: ReadonlyMap<string, Environment>;
  readonly identity: Identity;
  readonly timestamp: DataSource;
  readonly timezone: { readonly from: DataSource; readonly default: string | undefined };
  readonly wire: Wire;
  /** Absent when nothing goes through Datafly Signal. */
  readonly signal: Signal | undefined;
  readonly campaigns: readonly Campaign[];
}

/** Whether a config says more than how to lint. */
export const hasCampaigns = (settings: Settings | Config): settings is Config => "campaigns" in settings;

/** What of a config decides which payload an event makes. */
export type Meaning = Pick<Config, "identity" | "timestamp" | "timezone" | "wire" | "campaigns">;

/** Datafly Signal's "Movable Ink Customer Data" integration. */
export interface Signal {
  /** Ends with `/v1/admin`, without a trailing slash. */
  readonly baseUrl: string;
  readonly token: Secret;
  readonly name: string;
  readonly variant: string;
  readonly deliveryMode: "server_side";
  readonly apiKey: Secret;
  readonly companyId: string;
  readonly feedId: string;
}

export interface IgnoreRule {
  /** Every kind where there is none. */
  readonly kind: FindingKind | undefined;
  readonly reason: string;
  /** Files, folders and globs, relative to the file's folder. */
  readonly files: readonly string[] | undefined;
  readonly path: ConfigPath;
}

export interface MovableInk {
  /** The environment variable that holds the whole endpoint URL. */
  readonly endpoint: Secret;
  readonly authorization: Secret | { readonly username: Secret; readonly password: Secret };
}

/** Another place that the same campaigns run in. */
export interface Environment {
  readonly brand: string | undefined;
  readonly movableInk: MovableInk | undefined;
  readonly braze: Braze | undefined;
  /** By slug. */
  readonly campaignIds: ReadonlyMap<string, string>;
}

/** A workspace of Braze's, as its REST API has it. */
export interface Braze {
  /** Without a path. */
  readonly restEndpoint: string;
  readonly apiKey: Secret;
  /** Absent where bodies are pasted into their campaigns. */
  readonly contentBlocks: ContentBlocks | undefined;
}

/** Content Blocks that have the bodies. */
export interface ContentBlocks {
  readonly prefix: string;
  readonly tags: readonly string[];
}

/** `env:NAME`: the value itself is never in a file. */
export interface Secret {
  readonly env: string;
}

export interface Identity {
  readonly audience: "known" | "known_and_anonymous";
  readonly userId: IdRule;
  readonly anonymousId: IdRule | undefined;
  /** `one`: user_id alone once it is known. `both`: each id that exists. */
  readonly track: "one" | "both";
}

/** How an identifier is made: read, normalised in this order, then hashed unless blank. */
export interface IdRule {
  readonly from: DataSource;
  readonly normalize: readonly ("strip" | "downcase")[];
  readonly hash: "md5" | "sha1" | "sha256" | "none";
}

/** Where a value comes from. */
export type DataSource =
  | { readonly kind: ProfileField | "now" }
  | { readonly kind: PropertyNamespace; readonly name: string; readonly path: readonly PathPart[] }
  /** The array item that the property is in, or the object. */
  | { readonly kind: "item"; readonly path: readonly PathPart[] }
  | { readonly kind: "object"; readonly path: readonly PathPart[] };

/** What a property is in: the innermost array item, and the innermost object. */
export type Surrounding = "item" | "object";

export type { ProfileField };
export type PropertyNamespace = DataNamespace;
/** A property's name or an array index. */
export type PathPart = string | number;

export interface Wire extends Profile {
  /** Properties that are always present. */
  readonly constants: ReadonlyMap<string, OrderedJson>;
}

export type { EnvelopeMember };

export interface Campaign {
  readonly slug: string;
  /** `page` goes through Signal only. */
  readonly type: "track" | "identify" | "page";
  /** Movable Ink's event name; absent on identify. */
  readonly event: string | undefined;
  /** Absent only when the campaign is for Signal only. */
  readonly trigger: Trigger | undefined;
  /** What Braze's API calls it, or its Canvas; absent where nobody has said. */
  readonly campaignId: string | undefined;
  readonly targets: readonly ("braze" | "signal")[];
  /** An event is sent if all of them are met; otherwise the send is aborted with a reason. */
  readonly preconditions: readonly Precondition[];
  readonly properties: readonly Property[];
  /** Where the campaign is in the config. */
  readonly path: ConfigPath;
}

/** What a source must hold for an event to be sent (`only_if`), or must not hold (`unless`). */
export interface Precondition extends Test {
  readonly key: "only_if" | "unless";
  readonly path: ConfigPath;
}

/** What a source is asked for: one of the values, anything, or nothing. */
export interface Test {
  readonly from: DataSource;
  readonly test: "present" | "absent" | readonly [Compared, ...Compared[]];
}

/** A text is compared letter by letter, a number or a boolean also where it arrives as text. */
export type Compared = string | number | boolean;

interface Named {
  /** Name of the property in the payload. */
  readonly name: string;
  /** For the sample payload; never from a user. */
  readonly example: OrderedJson | undefined;
  /** Where it is in the YAML, or the `preset:` key that brought it in. */
  readonly path: ConfigPath;
}

interface Read extends Named {
  /**
   * The first whose value is not missing counts. Always filled in: a property without `from` reads the property of the
   * same name.
   */
  readonly from: readonly [DataSource, ...DataSource[]];
  readonly required: boolean;
}

/** Codes of the source, and the values that they stand for. */
export interface Codes {
  readonly values: ReadonlyMap<string, string>;
  /** What becomes of a code that is not in the map: it is kept, it is missing, or it becomes this text. */
  readonly otherwise: "keep" | "leave_out" | { readonly text: string };
}

/** What is done to a number: first multiplied, then rounded to so many decimals. */
export interface Scaling {
  /** A decimal, as Liquid writes it; 1 leaves the number alone. */
  readonly factor: string;
  readonly decimals: number | undefined;
}

/** Literal text, or the number of the source that goes there; escaped for a URL, or as it is. */
export type TextPart = string | { readonly hole: number; readonly escaped: boolean };

/** A source in Braze's data: by a name that a sender chooses, or a field of the profile. */
export type BrazeSource = Exclude<DataSource, { readonly kind: Surrounding }>;

export type ScalarType = "string" | "number" | "integer" | "boolean" | "datetime" | "url";

export type Property = ReadProperty | ConstantProperty | GatheredProperty;

/** The same for every event. */
export interface ConstantProperty extends Named {
  readonly type: "constant";
  readonly value: OrderedJson;
}

/** An object that no source holds as a whole: it is made of its properties, and is there where one of them is. */
export interface GatheredProperty extends Named {
  readonly type: "gathered";
  readonly required: boolean;
  readonly properties: readonly Property[];
}

export type ReadProperty =
  | ScalarProperty
  | (Read & { readonly type: "json"; readonly default: OrderedJson | undefined })
  | (Read & { readonly type: "object"; readonly properties: readonly Property[] })
  | ArrayProperty;

export interface ArrayProperty extends Read {
  readonly type: "array";
  readonly items: Items;
  /** What a text is split at, so that a text is a list, too. */
  readonly split: string | undefined;
  /** Only items that meet all of these are looked at. */
  readonly where: readonly Test[];
  /** Only so many items are looked at. */
  readonly take: number | undefined;
}

export interface ScalarProperty extends Read {
  readonly type: ScalarType;
  /** Of a string or url that is put together: its sources all count, and are in its holes. */
  readonly text: readonly TextPart[] | undefined;
  /** Of a string: what is between the items of a list that it puts together. */
  readonly join: string | undefined;
  readonly map: Codes | undefined;
  /** Of a number or an integer. */
  readonly scaling: Scaling | undefined;
  readonly default: string | number | JsonNumber | boolean | undefined;
}

export type Items =
  | { readonly kind: "scalar"; readonly type: ScalarType | "json" }
  | {
      readonly kind: "object";
      /** What an item is in the data: an object, or a text, number or boolean that a property reads as a whole. */
      readonly of: "objects" | "scalars";
      readonly properties: readonly Property[];
      /** What happens to an item that lacks a required property. */
      readonly onMissing: "abort" | "skip";
    };
