import { looksSecret, looseSecrets } from "../../../diagnostics/secrets.js";
import type { JsonNode } from "../../../source/json.js";
import type { Range } from "../../../source/source.js";
import { configValue, insecureEndpoint, literalSecret } from "../../findings.js";
import { patterns } from "../../schema/parts.js";
import { nameOf } from "../../schema/structure.js";
import type { ConfigPath } from "../../tree.js";
import { at } from "../../tree.js";
import type { CheckRun } from "./context.js";

/** A literal credential, with its key. */
export interface LiteralSecret extends Range {
  readonly path: ConfigPath;
  readonly text: string;
  /** The key is what looks like a credential: a value ended up in its place. */
  readonly isKey: boolean;
}

/** Every literal credential in the tree: anything in `movable_ink` that does not name a variable, and anything elsewhere that looks like one. */
export function literalSecrets(root: JsonNode): LiteralSecret[] {
  const found: LiteralSecret[] = [];
  const visit = (node: JsonNode, path: ConfigPath) => {
    const isScalar = node.kind !== "object" && node.kind !== "array" && node.kind !== "null";
    const text = node.kind === "number" ? (node.text ?? "") : String(node.value);
    if (isScalar && isSecret(text, path)) found.push({ ...rangeOf(node), path, text, isKey: false });
    for (const { name, nameRange, value } of node.members ?? []) {
      if (path[0] === "movable_ink" && !/^\w{1,30}$/.test(name)) {
        found.push({ ...nameRange, path, text: name, isKey: true });
      }
      visit(value, [...path, name]);
    }
    (node.items ?? []).forEach((item, index) => {
      visit(item, [...path, index]);
    });
  };
  visit(root, []);
  return found;
}

const isSecret = (text: string, path: ConfigPath): boolean =>
  (holdsSecrets(path) && text.trim() !== "" && !patterns.secret.test(text)) || looksSecret.test(text);

/** All of `movable_ink`, and of `signal` the token and the key. */
const holdsSecrets = (path: ConfigPath): boolean =>
  path[0] === "movable_ink" || ["signal.token", "signal.config.api_key"].includes(path.join("."));

const rangeOf = ({ start, end }: Range): Range => ({ start, end });

/** Every place where the text of a literal credential occurs, so that no code frame shows it. */
export function secretRanges(secrets: readonly LiteralSecret[], text: string): Range[] {
  const texts = new Set(secrets.map((secret) => secret.text));
  return [
    ...secrets.map(rangeOf),
    ...[...texts].flatMap((secret) => copies(text, secret)),
    ...looseSecrets(text),
  ];
}

function copies(text: string, secret: string): Range[] {
  const found: Range[] = [];
  if (secret.length < 4) return found;
  for (let from = text.indexOf(secret); from >= 0; from = text.indexOf(secret, from + secret.length)) {
    const end = from + secret.length;
    // A short one, such as a user name, also occurs inside other words.
    if (!/\w/.test(text[from - 1] ?? " ") && !/\w/.test(text[end] ?? " ")) found.push({ start: from, end });
  }
  return found;
}

/** If the YAML cannot be parsed: also whatever follows the keys that hold credentials. */
export const unreadSecrets = (text: string): Range[] => [
  ...looseSecrets(text),
  ...[
    ...text.matchAll(
      /\b(endpoint|authori[sz]ation|username|password)\b["']?[ \t]*:?[ \t]*(?!env:\w)([^\r\n]+)/gi,
    ),
  ].map((match) => ({
    start: match.index + match[0].length - match[2]!.length,
    end: match.index + match[0].length,
  })),
];

/** Findings name the key, never the value. */
export function checkSecrets(run: CheckRun, secrets: readonly LiteralSecret[]): void {
  for (const secret of secrets) {
    const { path, text, isKey } = secret;
    const key = nameOf(path);
    if (!isKey && /^\s*env\b/i.test(text) && !looksSecret.test(text)) {
      run.report(configValue, `${key} begins with env but does not name an environment variable`, secret, [
        "Expected env:NAME, with a name of letters, digits and _, without spaces.",
      ]);
      continue;
    }
    const where = isKey ? `a key in ${key} looks like a credential` : `${key} holds a literal value`;
    run.report(literalSecret, `${where}; credentials must not be in a file`, secret, [
      /^\$?\{?[A-Z_][A-Z0-9_]*\}?$/.test(text)
        ? "Write env:NAME, with env: before the variable's name."
        : `Put it in an environment variable and write env:${envNames[path.join(".")] ?? "NAME"}. If this file was ever committed, ask for a new credential.`,
    ]);
  }
  const endpoint = at(run.root, "movable_ink", "endpoint");
  if (typeof endpoint?.value === "string" && /^\s*http:/i.test(endpoint.value)) {
    run.report(
      insecureEndpoint,
      '"movable_ink.endpoint" is a plain http: URL; credentials and data would be readable in transit',
      endpoint,
      ["Use the https: URL that Movable Ink issued."],
    );
  }
}

const envNames: Readonly<Record<string, string>> = {
  "movable_ink.endpoint": "MI_ENDPOINT_URL",
  "movable_ink.authorization": "MI_BASIC_AUTH",
  "movable_ink.authorization.username": "MI_USERNAME",
  "movable_ink.authorization.password": "MI_PASSWORD",
  "signal.token": "SIGNAL_TOKEN",
  "signal.config.api_key": "MI_API_KEY",
};
