import type { Random } from "../support/random.js";

const sources = [
  "event_properties.${a}",
  "event_properties.${b}",
  "event_properties.${list}",
  "custom_attribute.${c}",
  "${user_id}",
  "${time_zone}",
  "api_trigger_properties.${d}",
];
const variables = ["x", "y", "z"];
const words = ["ok", "", "{", "a,b", "true", "0", '", "'];
const filters = [
  "json_escape",
  "json_escape",
  "json_escape",
  "as_json_string",
  "append: ''",
  "append: ''",
  "append: 'q'",
  "prepend: '-'",
  "strip",
  "downcase",
  "plus: 0",
  "plus: 0",
  "times: 2",
  "minus: 1",
  "divided_by: 2",
  "divided_by: 0",
  "modulo: 3",
  "round",
  "floor",
  "ceil",
  "abs",
  "at_most: 10",
  "at_least: 0",
  "default: 'none'",
  "default: ''",
  "default: 0",
  "split: ','",
  "join: ','",
  "first",
  "last",
  "size",
  "slice: 0",
  "slice: 0, 5",
  "slice: 1, 3",
  "truncate: 8",
  "truncatewords: 2",
  "replace: 'a', 'b'",
  "replace: '\"', ''",
  "remove: ','",
  "strip_html",
  "escape",
  "url_encode",
  "md5",
  "sha1",
  "base64_encode",
  "date: '%s'",
  "date: '%Y-%m-%d'",
  "map: 'id'",
  "sort",
  "uniq",
  "reverse",
  "compact",
  "capitalize",
  "upcase",
  "json_parse",
  "money",
  "number_with_delimiter",
  "time_zone: 'UTC'",
  "property_accessor: 'id'",
  "url_param_escape",
  "strip_newlines",
  "newline_to_br",
];

/** A body out of everything that templates are made of: mostly JSON, with doubtful pieces here and there. */
export class RandomBody {
  #depth = 0;

  constructor(private readonly random: Random) {}

  make(): string {
    const before = this.random.chance(0.6) ? this.#statements(3) : "";
    return `${this.#given()}${before}${this.random.chance(0.95) ? this.#object() : this.#value()}`;
  }

  #pick<T>(list: readonly T[]): T {
    return this.random.pick(list);
  }

  /** Most variables hold data from the start. */
  #given(): string {
    return variables
      .filter(() => this.random.chance(0.8))
      .map((name) => `{% assign ${name} = {{${this.#pick(sources)}}} %}`)
      .join("");
  }

  #source(): string {
    const draw = this.random.below(10);
    if (draw < 5) return this.#pick(variables);
    if (draw < 6) return `${this.#pick(variables)}.${this.#pick(["id", "size", "first", "name"])}`;
    if (draw < 7 && this.#depth > 0)
      return this.#pick(["item", "item.id", "item.name", "forloop.index", "forloop.first"]);
    if (draw < 8) return `'${this.#pick(words)}'`;
    return this.#pick(sources);
  }

  #expression(): string {
    let text = this.#source();
    for (let i = this.random.below(4); i > 0; i--) text += ` | ${this.#pick(filters)}`;
    return text;
  }

  #condition(): string {
    const one = () => {
      const left = this.#source();
      const draw = this.random.below(8);
      if (draw === 0) return left;
      if (draw === 1) return `${left} == blank`;
      if (draw === 2) return `${left} != blank`;
      if (draw === 3) return `${left} == empty`;
      if (draw === 4) return `${left} contains '${this.#pick(words)}'`;
      if (draw === 5)
        return `${left} ${this.#pick(["<", ">", "<=", ">="])} ${this.#pick(["0", "3.5", "'a'", this.#pick(variables)])}`;
      return `${left} ${this.#pick(["==", "!="])} ${this.#pick([`'${this.#pick(words)}'`, "nil", "true", "1", this.#pick(variables)])}`;
    };
    return this.random.chance(0.7) ? one() : `${one()} ${this.#pick(["and", "or"])} ${one()}`;
  }

  #statements(most: number): string {
    return Array.from({ length: this.random.below(most + 1) }, () => this.#statement()).join("");
  }

  #statement(): string {
    const draw = this.random.below(12);
    const variable = this.#pick(variables);
    if (draw < 6) return `{% assign ${variable} = ${this.#expression()} %}`;
    if (draw < 7)
      return `{% capture ${variable} %}${this.#pick(words)}{{ ${this.#expression()} }}{% endcapture %}`;
    if (draw < 9)
      return `{% if ${this.#condition()} %}${this.#statements(2)}{% else %}${this.#statements(2)}{% endif %}`;
    if (draw < 10)
      return `{% unless ${this.#condition()} %}${this.#pick(["{% abort_message('no') %}", this.#statements(2)])}{% endunless %}`;
    if (draw < 11)
      return `{% case ${this.#source()} %}{% when '${this.#pick(words)}' %}${this.#statements(2)}{% else %}${this.#statements(2)}{% endcase %}`;
    return this.#loop(() => this.#statements(2));
  }

  #loop(inside: () => string): string {
    if (this.#depth > 1) return "";
    this.#depth++;
    const options = this.#pick(["", "", " limit: 2", " reversed", " offset: 1"]);
    const text = `{% for item in ${this.#pick([...sources.slice(0, 3), ...variables, "(1..3)"])}${options} %}${inside()}${this.random.chance(0.15) ? `{% if ${this.#condition()} %}{% ${this.#pick(["break", "continue"])} %}{% endif %}` : ""}{% endfor %}`;
    this.#depth--;
    return text;
  }

  #object(): string {
    const members = Array.from(
      { length: 1 + this.random.below(3) },
      (_, index) => `"m${index}": ${this.#value()}`,
    );
    const tail = this.random.chance(0.3)
      ? `{% if ${this.#condition()} %}, "t": ${this.#value()}{% endif %}`
      : "";
    return `{${this.random.chance(0.3) ? this.#statements(2) : ""}${members.join(", ")}${tail}}`;
  }

  #value(): string {
    const draw = this.random.below(this.#depth > 1 ? 10 : 14);
    if (draw < 4)
      return `"${this.#pick(words.slice(0, 4))}{{ ${this.#expression()}${this.random.chance(0.7) ? " | json_escape" : ""} }}"`;
    if (draw < 6)
      return `{{ ${this.#expression()}${this.random.chance(0.7) ? " | as_json_string" : " | plus: 0"} }}`;
    if (draw < 7) return `{% if ${this.#condition()} %}${this.#value()}{% else %}${this.#value()}{% endif %}`;
    if (draw < 8) return this.#pick(["1", "null", '"s"', "true", "[]"]);
    if (draw < 9) return `{% if ${this.#condition()} %}{{ ${this.#source()} }}{% else %}0{% endif %}`;
    if (draw < 10) return `"{% if ${this.#condition()} %}{{ ${this.#source()} | json_escape }}{% endif %}"`;
    if (draw < 12) {
      const items = this.#loop(() => {
        const value = this.#value();
        return this.#pick([
          `${value}{% unless forloop.last %},{% endunless %}`,
          `{% if forloop.first %}{% else %},{% endif %}${value}`,
          `{{ comma }}${value}{% assign comma = ',' %}`,
        ]);
      });
      return `[{% assign comma = '' %}${items}]`;
    }
    return this.#object();
  }
}
