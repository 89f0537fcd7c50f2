import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fixtureFrom } from "../../src/braze/fixture/from-object.js";
import { scopeOf } from "../../src/braze/fixture/scope-of.js";
import { parseTemplate } from "../../src/braze/liquid/parser/parse.js";
import { proveTemplate } from "../../src/proof/prove.js";
import { isJson } from "../../src/proof/trace.js";
import { renderWithRuby, rubyIsHere } from "../oracle/ruby.js";
import { Random } from "../support/random.js";
import { randomUser } from "./random-user.js";

/**
 * The labels once more, by the engine that Braze builds on (skipped without Ruby). Left out are templates with tags that
 * are Braze's own or filters that the script does not have, and users for whom Braze documents another answer than Ruby's.
 */
const folder = new URL("../cases/proof/", import.meta.url);
const ownTags = /connected_content|catalog_items|<!--|url_param_escape|number_with_delimiter/;

describe.skipIf(!rubyIsHere()).each(["valid", "broken"] as const)("%s bodies, in Ruby", (label) => {
  const names = readdirSync(new URL(`${label}/`, folder)).filter(
    (name) => !ownTags.test(readFileSync(new URL(`${label}/${name}`, folder), "utf8")),
  );

  test.each(names)("%s", (name) => {
    const text = readFileSync(new URL(`${label}/${name}`, folder), "utf8");
    const template = parseTemplate({ name, text });
    const random = new Random(17);
    const { witness } = proveTemplate(template);
    const users: unknown[] = [
      ...(witness ? [witness] : []),
      ...Array.from({ length: 100 }, () => randomUser(random, template)),
    ];
    const scopes = users.map((user) => scopeOf(fixtureFrom(JSON.stringify(user)).fixture!));
    const broken = renderWithRuby(text, scopes).filter((answer) => "text" in answer && !isJson(answer.text));
    expect(broken.length > 0).toBe(label === "broken");
  });
});
