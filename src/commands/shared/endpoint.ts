import { insecureEndpoint } from "../../config/findings.js";
import type { MovableInk } from "../../config/model/config.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import { wrongUsage } from "../../diagnostics/findings.js";
import type { Host } from "../../host.js";
import { endpointFault } from "../../movable-ink/client.js";

/** Where to send to: what was given, else what the config's variable holds. */
export function requireEndpoint(
  host: Host,
  { endpoint }: MovableInk,
  { to }: { readonly to?: string },
): string {
  const url = (to ?? host.env[endpoint.env] ?? "").trim();
  if (url === "") throw unset(endpoint.env, "the endpoint URL that Movable Ink issued");
  checkEndpoint(url, `the variable ${endpoint.env}`, 1);
  return url;
}

/** Refuses what cannot be sent to, without saying what it is. */
export function checkEndpoint(url: string, from: string, exitCode: 1 | 2): void {
  const fault = endpointFault(url);
  if (fault !== undefined)
    throw new UserError([insecureEndpoint.report(`${from} cannot be sent to: ${fault}`)], exitCode);
}

/** The value of the Authorization header. */
export function requireAuthorization(host: Host, { authorization }: MovableInk): string {
  const read = (name: string, what: string): string => {
    const value = (host.env[name] ?? "").trim();
    if (value === "") throw unset(name, what);
    if (/[\u0000-\u001f\u007f]/.test(value))
      throw new UserError(
        [wrongUsage.report(`the variable ${name} holds a line break or another control character`)],
        1,
      );
    return value;
  };
  if ("env" in authorization) {
    const value = read(authorization.env, "base64 of user:password");
    return /^Basic\s/i.test(value) ? value : `Basic ${value}`;
  }
  const user = read(authorization.username.env, "the user name");
  const password = read(authorization.password.env, "the password");
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

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

/** The key, as the end of the endpoint URL. */
export const lastPart = (url: string): string =>
  url
    .replace(/[/?#]+$/, "")
    .split("/")
    .at(-1) ?? "";
