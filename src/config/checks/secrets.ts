import type { JsonNode } from "../../source/json.js";
import type { Range } from "../../source/source.js";
import type { ConfigPath } from "../config.js";
import { patterns } from "../schema.js";
import { at } from "../tree.js";
import type { CheckRun } from "./context.js";

const secretPaths: readonly ConfigPath[] = [
  ["movable_ink", "endpoint"],
  ["movable_ink", "authorization"],
  ["movable_ink", "authorization", "username"],
  ["movable_ink", "authorization", "password"],
];

/** A collector's URL with its key, or the value of an Authorization header, wherever it stands. */
const looksSecret = /\/behavioral\/\S+|^(Basic|Bearer)\s+\S{8,}$|^https?:\/\/[^/\s]+:[^/\s]+@/i;

/** Every literal credential of the tree, with its key. */
function literals(root: JsonNode): { path: ConfigPath; node: JsonNode; text: string }[] {
  const found: { path: ConfigPath; node: JsonNode; text: string }[] = [];
  const visit = (node: JsonNode, path: ConfigPath) => {
    if (node.kind === "string") {
      const text = String(node.value);
      const named = secretPaths.some((one) => one.join() === path.join());
      if (named ? !patterns.secret.test(text) && text !== "" : looksSecret.test(text))
        found.push({ path, node, text });
    } else if (node.kind === "number" && secretPaths.some((one) => one.join() === path.join())) {
      found.push({ path, node, text: node.text ?? "" });
    }
    for (const member of node.members ?? []) visit(member.value, [...path, member.name]);
    (node.items ?? []).forEach((item, index) => {
      visit(item, [...path, index]);
    });
  };
  visit(root, []);
  return found;
}

/** Where the text of a literal credential stands, in every copy, so that no code frame shows it. */
export function secretRanges(root: JsonNode, text: string): Range[] {
  return literals(root).flatMap(({ node, text: secret }) => [
    { start: node.start, end: node.end },
    ...copies(text, secret),
  ]);
}

function copies(text: string, secret: string): Range[] {
  const found: Range[] = [];
  if (secret.length < 4) return found;
  for (let from = text.indexOf(secret); from >= 0; from = text.indexOf(secret, from + secret.length)) {
    found.push({ start: from, end: from + secret.length });
  }
  return found;
}

/** Findings name the key, never the value. */
export function checkSecrets(run: CheckRun): void {
  for (const { path, text } of literals(run.root)) {
    const key = path.join(".");
    const wanted = `env:${envNames[path.join(".")] ?? "MI_SECRET"}`;
    const forgotten = /^[A-Z_][A-Z0-9_]*$/.test(text);
    run.report("MI015", `"${key}" holds a literal value; a credential never stands in a file`, path, [
      forgotten
        ? `Write env:NAME, with env: before the variable's name.`
        : `Put it into an environment variable and write ${wanted}. If this file was ever committed, ask for a new credential.`,
    ]);
  }
  const endpoint = at(run.root, "movable_ink", "endpoint");
  if (typeof endpoint?.value === "string" && /^http:/i.test(endpoint.value)) {
    run.report(
      "MI017",
      '"movable_ink.endpoint" is a plain http: URL; credentials and data would be readable on the way',
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
};
