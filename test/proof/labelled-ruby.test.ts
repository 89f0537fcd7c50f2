import { describe, expect, test } from "vitest";
import { fixtureFrom } from "../../src/braze/fixture/from-object.js";
import { scopeOf } from "../../src/braze/fixture/scope-of.js";
import { parseTemplate } from "../../src/braze/liquid.js";
import { isJson } from "../../src/source/json.js";
import { type RubyAnswer, renderAllWithRuby, rubyIsHere } from "../oracle/ruby.js";
import { clock } from "../support/clock.js";
import { drawsFor, sized } from "../support/depth.js";
import { proofOf } from "../support/proofs.js";
import { type Label, labelledBodies } from "./labelled-bodies.js";
import { randomUser } from "./random-user.js";

/**
 * The labels once more, by the engine that Braze builds on (skipped without Ruby). Left out are templates with tags that
 * are Braze's own or filters that the script does not have, and users for whom Braze documents another answer than Ruby's.
 */
const ownTags = /connected_content|catalog_items|<!--|url_param_escape|number_with_delimiter/;
const users = sized(15, 500);

const bodies = (label: Label) => labelledBodies(label).filter(([, text]) => !ownTags.test(text));

function scopesFor(text: string) {
  const template = parseTemplate({ name: "body.liquid", text });
  const random = drawsFor(17);
  const { witness } = proofOf(text);
  const drawn = Array.from({ length: users }, () => randomUser(random, template));
  return [...(witness ? [witness] : []), ...drawn].map((user) =>
    scopeOf(fixtureFrom(JSON.stringify(user)).fixture!, { clock }),
  );
}

/** Ruby's answers to all bodies, asked for by the first test that needs one. */
let answers: ReadonlyMap<string, readonly RubyAnswer[]> | undefined;
function answersTo(body: string): readonly RubyAnswer[] {
  if (!answers) {
    const texts = [...bodies("valid"), ...bodies("broken")].map(([, text]) => text);
    const given = renderAllWithRuby(texts.map((template) => ({ template, scopes: scopesFor(template) })));
    answers = new Map(texts.map((text, index) => [text, given[index]!]));
  }
  return answers.get(body)!;
}

describe.skipIf(!rubyIsHere()).each(["valid", "broken"] as const)("%s bodies, in Ruby", (label) => {
  test.each(bodies(label))("%s", (_name, text) => {
    const broken = answersTo(text).filter((answer) => "text" in answer && !isJson(answer.text));
    expect(broken.length > 0).toBe(label === "broken");
  });
});
