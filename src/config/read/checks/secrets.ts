import { looksSecret } from "../../../diagnostics/secrets.js";
import { own } from "../../../source/own.js";
import { configValue, insecureEndpoint, literalSecret } from "../../findings.js";
import { nameOf } from "../../schema/structure.js";
import { at } from "../../tree.js";
import { inEnvironments, type LiteralSecret } from "../credentials.js";
import type { CheckRun } from "./context.js";

/** Findings name the key, never the value. */
export function checkSecrets(run: CheckRun, secrets: readonly LiteralSecret[]): void {
  for (const secret of secrets) {
    const { path, text, isKey } = secret;
    const key = nameOf(path);
    if (!isKey && /^\s*env\b/i.test(text) && !looksSecret(text)) {
      run.report(configValue, `${key} begins with env but does not name an environment variable`, secret, [
        "Expected env:NAME, with a name of letters, digits and _, without spaces.",
      ]);
      continue;
    }
    const where = isKey ? `a key in ${key} looks like a credential` : `${key} holds a literal value`;
    run.report(literalSecret, `${where}; credentials must not be in a file`, secret, [
      /^\$?\{?[A-Z_][A-Z0-9_]*\}?$/.test(text)
        ? "Write env:NAME, with env: before the variable's name."
        : `Put it in an environment variable and write env:${own(envNames, inEnvironments(path).join(".")) ?? "NAME"}. If this file was ever committed, ask for a new credential.`,
    ]);
  }
  const others = (at(run.root, "environments")?.members ?? []).map(({ name }) => ["environments", name]);
  for (const around of [[], ...others]) {
    const path = [...around, "movable_ink", "endpoint"];
    const endpoint = at(run.root, ...path);
    if (typeof endpoint?.value === "string" && /^\s*http:/i.test(endpoint.value)) {
      run.report(
        insecureEndpoint,
        `${nameOf(path)} is a plain http: URL; credentials and data would be readable in transit`,
        endpoint,
        ["Use the https: URL that Movable Ink issued."],
      );
    }
  }
}

const envNames: Readonly<Record<string, string>> = {
  "movable_ink.endpoint": "MI_ENDPOINT_URL",
  "movable_ink.authorization": "MI_BASIC_AUTH",
  "movable_ink.authorization.username": "MI_USERNAME",
  "movable_ink.authorization.password": "MI_PASSWORD",
  "braze.api_key": "BRAZE_API_KEY",
  "signal.token": "SIGNAL_TOKEN",
  "signal.config.api_key": "MI_API_KEY",
};
