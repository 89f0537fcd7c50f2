import { fixtureFrom } from "../../src/braze/fixture/from-object.js";
import { scopeOf } from "../../src/braze/fixture/scope-of.js";
import { render } from "../../src/braze/liquid.js";
import type { Template } from "../../src/liquid/syntax/template.js";
import { isJson } from "../../src/source/json.js";
import { clock } from "../support/clock.js";

/** True where the body is sent for a user and is not JSON. */
export function breaks(template: Template, user: unknown, assume: Record<string, string> = {}): boolean {
  const { fixture, diagnostics } = fixtureFrom(JSON.stringify(user));
  if (!fixture) throw new Error(diagnostics.map((one) => one.message).join());
  const { outcome, text } = render(template, scopeOf(fixture, { clock, assume }), { lenient: true, assume });
  return outcome === "sent" && !isJson(text);
}
