import type { Random } from "../../support/random.js";

/** A template in standard Liquid and its data as JSON text, which keeps `10.0` apart from `10`. */
export interface Case {
  readonly template: string;
  readonly data: string;
}

const names = [
  "a",
  "b",
  "n",
  "f",
  "s",
  "list",
  "items",
  "h",
  "t",
  "missing",
  "blank_text",
  "item",
  "forloop",
  "x",
];
const paths = [
  "",
  "",
  "",
  ".size",
  ".first",
  ".last",
  ".id",
  "[0]",
  "[-1]",
  '["id"]',
  ".tags",
  ".tags[1]",
  "[a]",
  ".id.size",
  "[n]",
];
const literals = [
  "1",
  "0",
  "-3",
  "2.5",
  "10.0",
  '"x"',
  "'a'",
  '""',
  "'1'",
  "nil",
  "true",
  "false",
  "blank",
  "empty",
  "(1..3)",
  '" "',
  '"a,b"',
];
const filters = [
  "upcase",
  "downcase",
  "size",
  "first",
  "last",
  "strip",
  "escape",
  "capitalize",
  "reverse",
  "uniq",
  "compact",
  "sort",
  "abs",
  "ceil",
  "floor",
  "round",
  "newline_to_br",
  "strip_html",
  "default: 'd'",
  "default: 0",
  "append: 'x'",
  "prepend: a",
  "plus: 1",
  "minus: 2",
  "times: 2.5",
  "divided_by: 2",
  "divided_by: 0",
  "modulo: 3",
  "split: ','",
  "join: '-'",
  "join",
  "slice: 1",
  "slice: 0, 2",
  "truncate: 5",
  "truncate: 4, ''",
  "replace: 'a', 'b'",
  "remove: 'x'",
  "map: 'id'",
  "where: 'id', 1",
  "concat: list",
  "at_least: 3",
  "at_most: 2",
  "round: 1",
  "truncatewords: 2",
  "url_encode",
  "no_such",
  "plus",
  "append",
  "default: 'x', allow_false: true",
  "sort: 'id'",
  "replace_first: 'a', 'c'",
];
const operators = ["==", "!=", "<", ">", "<=", ">=", "contains", "<>"];
const texts = ["", " ", "\n", "  \n  ", "x", "{ ", "}", '"k": ', ", ", "é✓", " y ", "\t"];
const scalars = [
  "0",
  "1",
  "-7",
  "10",
  "2.5",
  "10.0",
  "1e21",
  '""',
  '" "',
  '"abc"',
  '"5"',
  '"3.50"',
  '"Zoë \\"q\\""',
  "true",
  "false",
  "null",
  "12345678901234567890",
];

/** Templates over everything that standard Liquid has, well formed for the most part and odd in many places. */
export function randomCase(random: Random, depth = 3): Case {
  return { template: new Grammar(random).body(depth), data: randomData(random) };
}

function randomData(random: Random): string {
  const scalar = () => random.pick(scalars);
  const list = (): string =>
    `[${Array.from({ length: random.below(4) }, () => (random.chance(0.15) ? list() : random.chance(0.4) ? hash() : scalar())).join(",")}]`;
  const hash = (): string => {
    const members = ["id", "tags", "size", "k w"].filter(() => random.chance(0.5));
    return `{${members.map((name) => `"${name}":${name === "tags" ? list() : scalar()}`).join(",")}}`;
  };
  const any = () => (random.chance(0.6) ? scalar() : random.chance(0.5) ? list() : hash());
  const kinds: Record<string, () => string> = {
    list,
    items: list,
    h: hash,
    n: () => random.pick(["0", "1", "2", "-1"]),
    f: () => random.pick(["0.5", "10.0", "-2.75"]),
    blank_text: () => '"  "',
  };
  const members = names.filter((name) => name !== "missing" && name !== "forloop" && random.chance(0.8));
  return `{${members.map((name) => `"${name}":${(kinds[name] ?? any)()}`).join(",")}}`;
}

class Grammar {
  constructor(private readonly random: Random) {}

  body(depth: number): string {
    const length = 1 + this.random.below(4);
    return Array.from({ length }, () => this.node(depth)).join("");
  }

  private node(depth: number): string {
    const { random } = this;
    const choice = random.below(depth > 0 ? 22 : 9);
    if (choice < 3) return random.pick(texts);
    if (choice < 7) return this.output();
    if (choice < 9) return this.simpleTag();
    return this.block(choice - 9, depth - 1);
  }

  private space = () => this.random.pick(["", " ", " ", " ", "  ", "\n"]);
  private dash = () => (this.random.chance(0.15) ? "-" : "");

  private output(): string {
    const { random } = this;
    if (random.chance(0.05))
      return random.pick([
        "{{}}",
        "{{ }}",
        "{{-}}",
        "{{ a b }}",
        "{{ a | }}",
        "{{ | upcase }}",
        "{{ 'a' 'b' }}",
        "{{ a.b..c }}",
        "{{ list[ 0 ] }}",
        "{{ [a] }}",
        "{{ a-b }}",
        "{{ a, b }}",
        '{{ "x }}',
        "{{ h.size? }}",
        "{{ a | append: 'x' , 'y' }}",
        "{{ a | append 'x' }}",
        "{{a|upcase|}}",
        "{{ 1.2.3 }}",
        "{{ .5 }}",
        "{{ a[0 }}",
        "{{ 'it''s' }}",
        "{{ a | default:b|upcase }}",
        "{{ a || b }}",
        "{{ %}",
        "{{ 'a'b }}",
      ]);
    return `{{${this.dash()}${this.space()}${this.filtered()}${this.space()}${this.dash()}}}`;
  }

  private filtered(): string {
    const { random } = this;
    let text = this.value();
    while (random.chance(0.35)) text += `${this.space()}|${this.space()}${random.pick(filters)}`;
    return text;
  }

  private value(): string {
    const { random } = this;
    return random.chance(0.3) ? random.pick(literals) : random.pick(names) + random.pick(paths);
  }

  private tag(markup: string): string {
    return `{%${this.dash()}${this.random.pick([" ", " ", "", "\n"])}${markup}${this.random.pick([" ", " ", ""])}${this.dash()}%}`;
  }

  private simpleTag(): string {
    const { random } = this;
    switch (random.below(11)) {
      case 0:
        return this.tag(`increment ${random.pick(["c", "n", "s"])}`);
      case 1:
        return this.tag(`decrement ${random.pick(["c", "n"])}`);
      case 2:
        return this.tag(
          random.pick([
            "cycle 'a', 'b'",
            "cycle 'a', 'b', 'c'",
            "cycle a, b",
            "cycle 'g': 1, 2",
            "cycle s: 'p', 'q'",
            "cycle 1",
          ]),
        );
      case 3:
        return this.tag(`echo ${this.filtered()}`);
      case 4:
        return this.tag(random.pick(["break", "continue", "# note"]));
      case 5:
        return this.tag(
          `liquid\n assign x = ${this.filtered()}\n\n  echo x | upcase\n if ${this.condition()}\n echo 'y'\n else\n increment c\n endif`,
        );
      case 6:
        return this.tag("raw") + random.pick(["{{ a }}", " {% if %}", "", "  "]) + "{% endraw %}";
      default:
        return this.tag(`assign ${random.pick(["x", "a", "s", "list"])} = ${this.filtered()}`);
    }
  }

  private condition(): string {
    const { random } = this;
    const one = () =>
      random.chance(0.25)
        ? this.value()
        : `${this.value()} ${random.pick(operators)}${random.pick([" ", " ", ""])}${this.value()}`;
    if (random.chance(0.04))
      return random.pick([
        "a ==",
        "== a",
        "a = b",
        "a == b c",
        "a | size",
        "(a == b)",
        "a and",
        "'a'",
        "a==b",
        "a>0",
        "a andb",
        "a && b",
        "not a",
        "a == 'x' and and b",
        "a or or b",
        "1 == 1 xor a",
      ]);
    let text = one();
    while (random.chance(0.25)) text += ` ${random.pick(["and", "or"])} ${one()}`;
    return text;
  }

  private block(choice: number, depth: number): string {
    const { random } = this;
    switch (choice) {
      case 0:
      case 1:
      case 2:
      case 3: {
        const name = random.chance(0.8) ? "if" : "unless";
        const elsif = random.chance(0.3) ? this.tag(`elsif ${this.condition()}`) + this.body(depth) : "";
        const otherwise = random.chance(0.4) ? this.tag("else") + this.body(depth) : "";
        return (
          this.tag(`${name} ${this.condition()}`) +
          this.body(depth) +
          elsif +
          otherwise +
          this.tag(`end${name}`)
        );
      }
      case 4:
      case 5:
      case 6:
      case 7: {
        const list = random.pick([
          "list",
          "items",
          "h",
          "s",
          "(1..3)",
          "(n..4)",
          "missing",
          "h.tags",
          "list.first",
          "'abc'",
          "(n..f)",
          "n",
        ]);
        const option = random.pick([
          "",
          "",
          "",
          " limit: 2",
          " limit:n",
          " offset: 1",
          " reversed",
          " limit: 1 offset: continue",
          " offset: s",
          " reversed limit: 2",
          ", limit: 1",
        ]);
        const otherwise = random.chance(0.3) ? this.tag("else") + this.body(depth) : "";
        return (
          this.tag(`for ${random.pick(["item", "x", "i-j"])} in ${list}${option}`) +
          this.body(depth) +
          random.pick([
            "",
            "{{ forloop.index }}",
            "{% unless forloop.last %},{% endunless %}",
            "{{ item }}",
            "{{ forloop.parentloop.index0 }}",
            "{{ forloop.name }}",
          ]) +
          otherwise +
          this.tag("endfor")
        );
      }
      case 8: {
        const whens = Array.from(
          { length: 1 + random.below(2) },
          () =>
            this.tag(`when ${this.value()}${random.pick(["", ", 1", " or 'a'", ", a or b"])}`) +
            this.body(depth),
        );
        const otherwise = random.chance(0.5) ? this.tag("else") + this.body(depth) : "";
        return (
          this.tag(`case ${this.value()}`) +
          random.pick(["", " ", "zz"]) +
          whens.join("") +
          otherwise +
          this.tag("endcase")
        );
      }
      case 9:
        return (
          this.tag(`capture ${random.pick(["x", "a", "'s'"])}`) + this.body(depth) + this.tag("endcapture")
        );
      case 10:
        return (
          this.tag("comment") +
          random.pick(["note", "{{ a }}", "{% unknown %}", "{% if a %}{% endif %}"]) +
          this.tag("endcomment")
        );
      case 11:
        return this.tag("ifchanged") + this.body(depth) + this.tag("endifchanged");
      default:
        return (
          this.tag(
            `tablerow item in ${random.pick(["list", "items", "(1..3)", "h", "missing", "s"])}${random.pick(["", " cols: 2", " limit: 1", " cols:2 offset:1"])}`,
          ) +
          this.body(depth) +
          this.tag("endtablerow")
        );
    }
  }
}
