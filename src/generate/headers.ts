import type { MovableInk, Secret } from "../config/model/config.js";

/** A secret as outputs show it: the variable's name, never its value. */
export const placeholder = (secret: Secret) => `<${secret.env}>`;

/**
 * The headers that the webhook needs. Movable Ink's collector takes JSON with HTTP Basic authorization.
 * https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api
 */
export function headersOf(movableInk: MovableInk): Record<string, string> {
  const { authorization } = movableInk;
  const credentials =
    "env" in authorization
      ? placeholder(authorization)
      : `<base64 of ${authorization.username.env}:${authorization.password.env}>`;
  return { "Content-Type": "application/json", Authorization: `Basic ${credentials}` };
}
