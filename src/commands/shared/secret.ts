import type { Secret } from "../../config/model/config.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import { wrongUsage } from "../../diagnostics/findings.js";
import type { Host } from "../../host.js";

/** What a variable holds; its value is never said. */
export function requireSecret(host: Host, { env }: Secret, what: string): string {
  const value = (host.env[env] ?? "").trim();
  if (value === "")
    throw new UserError(
      [wrongUsage.report(`the environment variable ${env} is not set`, { notes: [`It holds ${what}.`] })],
      1,
    );
  if (/^(["']).*\1$/s.test(value))
    throw new UserError(
      [
        wrongUsage.report(`the variable ${env} holds quotes around its value, which would be sent with it`, {
          notes: [
            "A shell takes quotes away; a .env file, a CI setting or a container's settings may keep them.",
          ],
        }),
      ],
      1,
    );
  if (!/^[\x21-\x7e]+$/.test(value))
    throw new UserError(
      [wrongUsage.report(`the variable ${env} holds white space or another character that no token has`)],
      1,
    );
  host.secrets.add(value);
  return value;
}
