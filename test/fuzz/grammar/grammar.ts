import { findFilter } from "../../../src/liquid/filters/index.js";
import type { Random } from "../../support/random.js";
import {
  assigned,
  betweens,
  brazeInputs,
  commonPaths,
  contextual,
  counters,
  filterArguments,
  filterNames,
  glued,
  jsonic,
  literals,
  loopVariables,
  numeric,
  oddConditions,
  oddOutputs,
  oddPaths,
  operators,
  quotable,
  standardInputs,
  texts,
} from "./words.js";

/** `braze` reads data as Braze writes it, `standard` from variables, and is odd in its syntax, too. */
export type Dialect = "braze" | "standard";

/** Liquid of every kind, well formed for the most part and odd in many places. */
export class Grammar {
  /** Loops around what is being written. */
  private loops = 0;

  constructor(
    readonly random: Random,
    readonly dialect: Dialect,
  ) {}

  // expressions

  input(): string {
    if (this.dialect === "standard") return this.random.pick(standardInputs);
    return this.random.pick(brazeInputs);
  }

  quoted(text: string = this.random.pick(texts)): string {
    return text.includes("'")
      ? `"${text}"`
      : text.includes('"') || this.random.chance(0.7)
        ? `'${text}'`
        : `"${text}"`;
  }

  literal(): string {
    return this.random.chance(0.5) ? this.quoted() : this.random.pick(literals);
  }

  value(): string {
    const { random } = this;
    const draw = random.below(20);
    if (draw < 5) return this.literal();
    if (draw < 10) return random.pick(assigned) + this.path();
    if (draw < 13 && (this.loops > 0 || draw === 10)) return random.pick(contextual);
    const input = this.input();
    if (this.dialect === "braze" && random.chance(0.3))
      return `{{${input}}}${random.chance(0.06) ? random.pick(glued) : ""}`;
    return input + this.path();
  }

  private path(): string {
    return this.random.chance(0.6) ? "" : this.random.pick(this.random.chance(0.7) ? commonPaths : oddPaths);
  }

  filter(): string {
    const { random } = this;
    const name = random.chance(0.02) ? "no_such" : random.pick(filterNames);
    const known = filterArguments[name];
    const definition = findFilter(name);
    if (random.chance(0.05))
      return `${name}${random.pick(["", ": 1", ": 'a', 'b', 'c'", ": x, y", ": k: 1"])}`;
    if (known && (definition?.least !== 0 || random.chance(0.6))) return `${name}: ${random.pick(known)}`;
    return name;
  }

  /** A value and up to three filters. */
  filtered(most = 4): string {
    let text = this.value();
    for (let i = this.random.below(most); i > 0; i--) text += `${this.gap()}|${this.gap()}${this.filter()}`;
    return text;
  }

  /** A value that ends in filters which make something of it that can be relied on, and now and then in one more. */
  private ending(ends: readonly string[]): string {
    const { random } = this;
    const extra = random.chance(0.12) ? ` | ${this.filter()}` : "";
    return this.filtered(random.chance(0.6) ? 1 : 3) + random.pick(ends) + extra;
  }

  condition(): string {
    const { random } = this;
    if (random.chance(0.05)) return random.pick(oddConditions);
    let text = this.comparison();
    while (random.chance(0.2)) text += ` ${random.pick(["and", "or"])} ${this.comparison()}`;
    return text;
  }

  private comparison(): string {
    const { random } = this;
    if (random.chance(0.2)) return this.value();
    const right = random.chance(0.3)
      ? random.pick(["blank", "empty", "nil", "''", "0", "true"])
      : this.value();
    const sides = [this.value(), right];
    if (random.chance(0.1)) sides.reverse();
    return `${sides[0]}${random.chance(0.97) ? " " : ""}${random.pick(operators)}${random.chance(0.95) ? " " : ""}${sides[1]}`;
  }

  // tags

  private gap(): string {
    return this.random.pick(["", " ", " ", " ", " ", "  ", "\n"]);
  }

  private dash(): string {
    return this.random.chance(0.12) ? "-" : "";
  }

  tag(markup: string): string {
    const before = this.random.pick([" ", " ", " ", "", "\n"]);
    return `{%${this.dash()}${before}${markup}${this.random.pick([" ", " ", ""])}${this.dash()}%}`;
  }

  /** A tag of a document, where white space is nothing to play with. */
  private plainTag(markup: string): string {
    return this.random.chance(0.05) ? this.tag(markup) : `{% ${markup} %}`;
  }

  output(markup: string = this.filtered()): string {
    return `{{${this.dash()}${this.gap()}${markup}${this.gap()}${this.dash()}}}`;
  }

  body(depth: number): string {
    const length = 1 + this.random.below(4);
    return Array.from({ length }, () => this.node(depth)).join("");
  }

  /** A few tags, and text between them. */
  private node(depth: number): string {
    const { random } = this;
    const draw = random.below(depth > 0 ? 22 : 10);
    if (draw < 3) return random.pick(betweens);
    if (draw < 6) {
      const odd = this.dialect === "standard" ? 0.08 : 0.03;
      return random.chance(odd) ? random.pick(oddOutputs) : this.output();
    }
    if (draw < 10) return this.simple();
    return this.block(depth - 1, (deeper) => this.body(deeper));
  }

  /** Tags without a body. */
  private simple(): string {
    const { random } = this;
    const draw = random.below(16);
    if (draw < 6) return this.assign();
    if (draw < 8) return this.tag(random.pick(["break", "continue"]));
    if (draw === 8) return this.tag(`${random.pick(["increment", "decrement"])} ${random.pick(counters)}`);
    if (draw === 9) return this.tag(this.cycle());
    if (draw === 10) return this.tag(`echo ${this.filtered()}`);
    if (draw === 11) return this.lines();
    if (draw === 12)
      return random.pick([
        this.tag("# note"),
        this.tag("include 'file'"),
        this.tag("render 'file'"),
        `${this.tag("raw")}${random.pick(["{{ a }}", " {% if %}", "", "  ", "{% break %}"])}{% endraw %}`,
        `${this.tag("comment")}${random.pick(["note", "{{ a }}", "{% unknown %}", "{% if a %}{% endif %}", "{% break %}"])}${this.tag("endcomment")}`,
      ]);
    if (draw === 13 && this.dialect === "braze") return this.braze();
    return this.assign();
  }

  private assign(): string {
    return this.tag(`assign ${this.random.pick(assigned)} = ${this.filtered()}`);
  }

  private cycle(): string {
    return this.random.pick([
      "cycle 'a', 'b'",
      "cycle 'a', 'b', 'c'",
      "cycle a, b",
      "cycle 'g': 1, 2",
      "cycle s: 'p', 'q'",
      "cycle x: x, 'q'",
      "cycle 1",
      "cycle ',', ''",
    ]);
  }

  private lines(): string {
    return this.tag(
      `liquid\n assign x = ${this.filtered().replaceAll("\n", " ")}\n\n  echo x | upcase\n if ${this.condition().replaceAll("\n", " ")}\n echo 'y'\n ${this.random.pick(["break", "assign y = x", "increment c"])}\n else\n continue\n endif`,
    );
  }

  /** Tags that are Braze's own. */
  private braze(): string {
    return this.random.pick([
      "{% connected_content https://example.com/{{${user_id}}} :save saved %}",
      "{% connected_content https://example.com/ %}",
      "{% catalog_items Shop {{event_properties.${a}}} %}",
      "{% catalog_selection_items Shop Best %}",
      "{% random 3 %}",
      "{% random 0 %}",
      "{% random {{event_properties.${n}}} %}",
      "{% message_extras :key k :value {{event_properties.${a}}} %}",
      "{% translation id %}q{% endtranslation %}",
      `{% abort_message("no") %}`,
      "<!-- {{ a }} -->",
    ]);
  }

  /** Tags with a body. */
  block(depth: number, body: (depth: number) => string): string {
    const { random } = this;
    const draw = random.below(20);
    if (draw < 7) {
      const name = random.chance(0.8) ? "if" : "unless";
      const elsif = random.chance(0.25) ? this.tag(`elsif ${this.condition()}`) + body(depth) : "";
      const otherwise = random.chance(0.4) ? this.tag("else") + body(depth) : "";
      const odd = random.chance(0.03) ? this.tag("else") + body(depth) : "";
      return `${this.tag(`${name} ${this.condition()}`)}${body(depth)}${elsif}${otherwise}${odd}${this.tag(`end${name}`)}`;
    }
    if (draw < 11) return this.for(depth, body);
    if (draw < 14) return this.case(depth, body);
    if (draw < 17)
      return `${this.tag(`capture ${random.pick([...assigned, "'s'"])}`)}${body(depth)}${this.tag("endcapture")}`;
    if (draw < 18) return `${this.tag("ifchanged")}${body(depth)}${this.tag("endifchanged")}`;
    if (draw < 19) return this.tablerow(depth, body);
    return body(depth);
  }

  private for(depth: number, body: (depth: number) => string): string {
    const { random } = this;
    this.loops++;
    const inside =
      body(depth) +
      random.pick([
        "",
        "",
        "{{ forloop.index }}",
        "{% unless forloop.last %},{% endunless %}",
        "{{ item }}",
      ]) +
      (random.chance(0.15)
        ? `{% if ${this.condition()} %}{% ${random.pick(["break", "continue"])} %}{% endif %}`
        : "");
    this.loops--;
    const otherwise = random.chance(0.25) ? this.tag("else") + body(depth) : "";
    const head = `for ${random.pick(loopVariables)} in ${this.collection()}${this.bounds()}`;
    return this.tag(head) + inside + otherwise + this.tag("endfor");
  }

  private collection(): string {
    const { random } = this;
    const draw = random.below(10);
    if (draw < 4)
      return this.dialect === "standard"
        ? random.pick(["list", "items", "h", "list.first", "h.tags"])
        : `event_properties.\${${random.pick(["list", "list", "items", "a"])}}`;
    if (draw < 6)
      return random.pick([
        "(1..3)",
        "(n..4)",
        "(1..n)",
        "(n..a)",
        "(1..list.size)",
        "(3..1)",
        "(a..2)",
        "(1..2.5)",
        "('1'..'2')",
      ]);
    if (draw < 8) return random.pick(assigned) + this.path();
    return this.value();
  }

  private bounds(): string {
    const { random } = this;
    if (random.chance(0.55)) return "";
    const bound = () =>
      random.pick([
        "1",
        "2",
        "n",
        "a",
        "x",
        "s",
        "'1'",
        "nil",
        "-1",
        "0",
        "2.5",
        "'q'",
        "99999999999999999999",
        "list.size",
        this.input(),
      ]);
    return random.pick([
      () => ` limit: ${bound()}`,
      () => ` limit:${bound()}`,
      () => ` offset: ${bound()}`,
      () => " reversed",
      () => ` limit: ${bound()} offset: continue`,
      () => ` limit: ${bound()} offset: ${bound()}`,
      () => ` reversed limit: ${bound()}`,
      () => `, limit: ${bound()}`,
    ])();
  }

  private case(depth: number, body: (depth: number) => string): string {
    const { random } = this;
    const when = () =>
      this.tag(
        `when ${this.value()}${random.pick(["", "", ", 1", " or 'a'", ", a or b", ", x", ", blank", ", empty"])}`,
      ) + body(depth);
    const otherwise = () => this.tag("else") + body(depth);
    const clauses = Array.from({ length: 1 + random.below(2) }, when);
    if (random.chance(0.5)) clauses.push(otherwise());
    if (random.chance(0.1)) clauses.push(random.chance(0.5) ? otherwise() : when());
    if (random.chance(0.05)) clauses.reverse();
    return `${this.tag(`case ${this.value()}`)}${random.pick(["", " ", "zz"])}${clauses.join("")}${this.tag("endcase")}`;
  }

  private tablerow(depth: number, body: (depth: number) => string): string {
    const options = this.random.pick([
      "",
      "",
      " cols: 2",
      " limit: 1",
      " cols:2 offset:1",
      " cols: n",
      " limit: a",
      " cols: a",
    ]);
    this.loops++;
    const inside = body(depth);
    this.loops--;
    return `${this.tag(`tablerow item in ${this.collection()}${options}`)}${inside}${this.tag("endtablerow")}`;
  }

  // what is ahead of a document: tags that print nothing

  statements(most: number, depth = 2): string {
    return Array.from({ length: this.random.below(most + 1) }, () => this.statement(depth)).join("");
  }

  private statement(depth: number): string {
    const { random } = this;
    const draw = random.below(depth > 0 ? 14 : 6);
    const quiet = (deeper: number) => this.statements(2, deeper);
    if (draw < 5) return this.plainTag(`assign ${random.pick(assigned)} = ${this.safe()}`);
    if (draw < 6) return this.loops > 0 ? this.plainTag(random.pick(["break", "continue"])) : "";
    if (draw < 8)
      return `${this.plainTag(`capture ${random.pick(assigned)}`)}${random.chance(0.5) ? this.body(depth - 1) : `${random.pick(texts)}{{ ${this.safe()} }}`}${this.plainTag("endcapture")}`;
    if (draw < 9)
      return `${this.plainTag(`unless ${this.condition()}`)}{% abort_message('no') %}{% endunless %}`;
    return this.block(depth - 1, quiet);
  }

  /** An expression, most often one that ends in something that can be relied on. */
  private safe(): string {
    const { random } = this;
    const draw = random.below(10);
    if (draw < 4) return this.filtered();
    return this.ending(random.pick([numeric, quotable, jsonic]));
  }

  // documents

  object(depth: number): string {
    const { random } = this;
    const members = Array.from(
      { length: 1 + random.below(2) },
      (_, index) => `"m${index}": ${this.json(depth - 1)}`,
    );
    const tail = random.chance(0.2)
      ? `{% if ${this.condition()} %}, "t": ${this.json(depth - 1)}{% endif %}`
      : "";
    return `{ ${random.chance(0.25) ? this.statements(2, 1) : ""}${members.join(", ")}${tail}}`;
  }

  /** A JSON value, for the most part one that holds for many users. */
  json(depth: number): string {
    const { random } = this;
    const draw = random.below(depth > 0 ? 18 : 9);
    if (draw < 3)
      return `"${random.pick(["", "", "", "", "a ", "{ ", "\\\\", "\\"])}{{ ${this.ending(quotable)} }}"`;
    if (draw < 5) return `{{ ${this.ending(numeric)} }}`;
    if (draw < 7) return `{{ ${this.ending(jsonic)} }}`;
    if (draw < 8) return random.pick(["1", "null", '"s"', "true", "[]"]);
    if (draw < 9) return this.odd();
    if (draw < 11)
      return `{% if ${this.condition()} %}${this.json(depth - 1)}{% else %}${this.json(depth - 1)}{% endif %}`;
    if (draw < 12) return `"{% if ${this.condition()} %}{{ ${this.ending(quotable)} }}{% endif %}"`;
    if (draw < 13)
      return `{% case ${this.value()} %}{% when ${this.literal()} %}${this.json(depth - 1)}{% else %}${this.json(depth - 1)}{% endcase %}`;
    if (draw < 16) return this.array(depth - 1);
    return this.object(depth);
  }

  /** Values that are JSON only if the proof is right about something odd. */
  private odd(): string {
    const { random } = this;
    return random.pick([
      () => `{% capture x %}${this.json(0)}{% endcapture %}{{ x }}`,
      () => `{% capture y %}${this.body(1)}{% endcapture %}"{{ y | json_escape }}"`,
      () => `"{% ifchanged %}q{% endifchanged %}"`,
      () => `{% increment ${random.pick(counters)} %}`,
      () => `{% random 5 %}`,
      () => `"{% ${this.cycle()} %}"`,
      () => `{{ ${random.pick(contextual)} }}`,
      () => `{% if ${this.condition()} %}{{ ${this.value()} }}{% else %}0{% endif %}`,
      () => `"{{ ${this.filtered()} }}"`,
      () => `{{ ${this.value()} }}`,
      () => `"{% tablerow i in (1..2) %}{{ i }}{% endtablerow %}"`,
      () => `{% liquid\n echo ${this.ending(numeric)}\n%}`,
      () => `{% if ${this.condition()} %}1{% endif %}{% unless ${this.condition()} %}2{% endunless %}`,
    ])();
  }

  private array(depth: number): string {
    const { random } = this;
    if (this.loops > 1) return "[]";
    this.loops++;
    const value = this.json(depth);
    const inside = random.pick([
      () => `${value}{% unless forloop.last %},{% endunless %}`,
      () => `{% if forloop.first %}{% else %},{% endif %}${value}`,
      () => `{{ comma }}${value}{% assign comma = ',' %}`,
      () => `${value}{% if forloop.rindex0 > 0 %},{% endif %}`,
      () => `{% if forloop.index > 1 %},{% endif %}${value}`,
      () => `${value}{% cycle ',', '' %}`,
    ])();
    const before = random.chance(0.3) ? this.statements(2, 1) : "";
    const leave = random.chance(0.1)
      ? `{% if ${this.condition()} %}{% ${random.pick(["break", "continue"])} %}{% endif %}`
      : "";
    this.loops--;
    const bounds = random.chance(0.7) ? "" : this.bounds();
    const otherwise = random.chance(0.1) ? `{% else %}${this.json(0)}` : "";
    return `[{% assign comma = '' %}{% for ${random.pick(loopVariables)} in ${this.collection()}${bounds} %}${before}${leave}${inside}${otherwise}{% endfor %}]`;
  }
}
