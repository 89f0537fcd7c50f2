import { insecureEndpoint } from "../../config/findings.js";
import type { MovableInk } from "../../config/model/config.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import { wrongUsage } from "../../diagnostics/findings.js";
import type { Host } from "../../host.js";
import { endpointFault } from "../../movable-ink/client.js";
import { codePoint } from "../../source/invisible.js";

/** Where to send to: what was given, else what the config's variable holds. */
export function requireEndpoint(
  host: Host,
  { endpoint }: MovableInk,
  { to }: { readonly to?: string },
): string {
  const url = (to ?? host.env[endpoint.env] ?? "").trim();
  if (url === "") throw unset(endpoint.env, "the endpoint URL that Movable Ink issued");
  host.secrets.addUrl(url);
  checkEndpoint(url, `the variable ${endpoint.env}`, 1);
  return url;
}

/** Refuses what cannot be sent to, without saying what it is. */
export function checkEndpoint(url: string, from: string, exitCode: 1 | 2): void {
  const fault = endpointFault(url);
  if (fault !== undefined)
    throw new UserError([insecureEndpoint.report(`${from} cannot be sent to: ${fault}`)], exitCode);
}

/** The value of the Authorization header; what it is made of is a secret from here on. */
export function requireAuthorization(host: Host, { authorization }: MovableInk): string {
  const read = (name: string, what: string): string => {
    const value = (host.env[name] ?? "").trim();
    if (value === "") throw unset(name, what);
    if ("env" in authorization) host.secrets.add(value);
    else host.secrets.addPart(value);
    if (/[\u0000-\u001f\u007f]/.test(value))
      throw unusable(`the variable ${name} holds a line break or another control character`);
    return value;
  };
  if ("env" in authorization) {
    const { env } = authorization;
    const value = read(env, "base64 of user:password");
    const [, scheme, credentials = ""] = /^(?:([A-Za-z][\w-]*)\s+)?(.*)$/s.exec(value)!;
    if (scheme !== undefined && scheme.toLowerCase() !== "basic")
      throw unusable(
        `the variable ${env} begins with another scheme than Basic`,
        "Movable Ink takes HTTP Basic authorization: base64 of user:password.",
      );
    const stranger = /[^\x21-\x7e]/u.exec(credentials)?.[0];
    if (stranger !== undefined)
      throw unusable(
        `the variable ${env} holds ${codePoint(stranger)}, which base64 does not have`,
        "It holds base64 of user:password; copy it again, without anything around it.",
      );
    host.secrets.add(credentials);
    addPair(host, Buffer.from(credentials, "base64").toString("utf8"));
    // Whoever forgot to encode it has told it all the same.
    addPair(host, credentials);
    return `Basic ${credentials}`;
  }
  const user = read(authorization.username.env, "the user name");
  const password = read(authorization.password.env, "the password");
  if (user.includes(":"))
    throw unusable(
      `the variable ${authorization.username.env} holds a colon, which a user name cannot have`,
      "In HTTP Basic authorization the first colon ends the user name. Does it hold user:password? Then write authorization: env:NAME with base64 of it.",
    );
  addPair(host, `${user}:${password}`);
  const credentials = Buffer.from(`${user}:${password}`).toString("base64");
  host.secrets.add(credentials);
  return `Basic ${credentials}`;
}

/** User and password, where a text is a pair of them. */
function addPair({ secrets }: Host, pair: string): void {
  const at = pair.indexOf(":");
  if (at < 0) return;
  secrets.add(pair);
  for (const part of [pair.slice(0, at), pair.slice(at + 1)]) secrets.addPart(part);
}

const unusable = (message: string, ...notes: string[]): UserError =>
  new UserError([wrongUsage.report(message, { notes })], 1);

const unset = (name: string, what: string): UserError =>
  new UserError(
    [
      wrongUsage.report(`the environment variable ${name} is not set`, {
        notes: [`It holds ${what}. For a try without an account: mi-braze sandbox prints what to set.`],
      }),
    ],
    1,
  );

/** The host of a URL; its path is a key. */
export function maskedUrl(text: string): string {
  try {
    return `${new URL(text).origin}/…`;
  } catch {
    return "<--to>";
  }
}
