import type { Fixture } from "../../src/braze/fixture/fixture.js";
import { fixtureFrom } from "../../src/braze/fixture/from-object.js";
import { scopeOf } from "../../src/braze/fixture/scope-of.js";
import { parseTemplate, render } from "../../src/braze/liquid.js";
import type { Assumptions } from "../../src/liquid/assumptions.js";
import type { Rendering } from "../../src/liquid/runtime/rendering.js";
import type { Scope } from "../../src/liquid/runtime/scope.js";
import type { Template } from "../../src/liquid/syntax/template.js";
import { isJson } from "../../src/source/json.js";
import { clock } from "../support/clock.js";

/** A template and a user for whom to render it. */
export interface Case {
  readonly template: string;
  /** JSON, in the format of fixture files. */
  readonly user: string;
  readonly assume: Partial<Assumptions>;
}

/** The template as plain Ruby Liquid reads it: tags that Braze does not document work. */
export const read = (text: string): Template =>
  parseTemplate({ name: "random.liquid", text }, { lenient: true });

export const isBroken = (template: Template): boolean =>
  template.diagnostics.some(({ severity }) => severity === "error");

/** Whether a text is a fixture at all; what makes a case smaller may leave out what every fixture needs. */
export const isUser = (user: string): boolean => fixtureFrom(user).fixture !== undefined;

export function fixtureOf(user: string): Fixture {
  const { fixture, diagnostics } = fixtureFrom(user);
  if (!fixture) throw new Error(`${diagnostics.map(({ message }) => message).join()}: ${user}`);
  return fixture;
}

export const scopeFor = ({ user, assume }: Pick<Case, "user" | "assume">): Scope =>
  scopeOf(fixtureOf(user), { assume, clock });

/** The template for a user who is read already. */
export const renderedFor = (
  template: Template,
  fixture: Fixture,
  assume: Partial<Assumptions> = {},
): Rendering => render(template, scopeOf(fixture, { assume, clock }), { lenient: true, assume });

export const rendered = (template: Template, { user, assume }: Pick<Case, "user" | "assume">): Rendering =>
  renderedFor(template, fixtureOf(user), assume);

/** A body breaks where it is sent and is not JSON. */
export const breaks = ({ outcome, text }: Pick<Rendering, "outcome" | "text">): boolean =>
  outcome === "sent" && !isJson(text);
