import { type OrderedJson, parseJson, toOrderedJson } from "../../source/json.js";
import { jsonText } from "../../source/json-text.js";
import { button, element } from "../look/dom.js";

/** Where fields are in a fixture, and what people call them. */
interface Group {
  readonly title: string;
  readonly path: readonly string[];
  /** There even where it has no field, as one may be added. */
  readonly always?: true;
  /** Names of other groups, or of what this page has no form for. */
  readonly without?: readonly string[];
}

const groups: readonly Group[] = [
  { title: "Event properties", path: ["event", "properties"], always: true },
  { title: "Profile", path: ["user"], always: true, without: ["custom_attributes"] },
  { title: "Custom attributes", path: ["user", "custom_attributes"], always: true },
  { title: "API trigger properties", path: ["api_trigger_properties"] },
  { title: "Canvas entry properties", path: ["canvas_entry_properties"] },
  { title: "Canvas context", path: ["context"] },
  { title: "Liquid variables", path: ["variables"] },
  { title: "Answers of Connected Content", path: ["connected_content"] },
  { title: "Content Blocks", path: ["content_blocks"] },
  { title: "Event", path: ["event"], without: ["properties"] },
];

/** Whatever else a fixture has. */
const rest: Group = { title: "More", path: [], without: groups.map(({ path }) => path[0]!) };

/** A user and an event, to change. */
export class UserForm {
  readonly #form: HTMLElement;
  readonly #onChange: () => void;
  #fixture: Map<string, OrderedJson> = new Map();

  constructor(form: HTMLElement, onChange: () => void) {
    this.#form = form;
    this.#onChange = onChange;
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  /** As a fixture file has it. */
  get text(): string {
    return jsonText(this.#fixture, 2);
  }

  /** Shows another user. One that cannot be read is nobody. */
  load(text: string): void {
    if (text === this.text && this.#form.childElementCount > 0) return;
    const { root } = parseJson({ name: "the user", text });
    const fixture = root && toOrderedJson(root);
    this.#fixture = fixture instanceof Map ? fixture : new Map();
    this.#draw();
  }

  #draw(): void {
    this.#form.replaceChildren(...[...groups, rest].flatMap((group) => this.#groupOf(group)));
  }

  #groupOf(group: Group): HTMLElement[] {
    const { title, path, always, without = [] } = group;
    const members = [...(objectAt(this.#fixture, path) ?? [])].filter(([name]) => !without.includes(name));
    if (members.length === 0 && !always) return [];
    const id = `user-${path.join("-")}`;
    return [
      element(
        "fieldset",
        { id },
        element("legend", {}, title),
        ...members.map(([name, value], index) => this.#rowOf(group, name, value, `${id}-${index}`)),
        ...(always ? [this.#adding(group)] : []),
      ),
    ];
  }

  #rowOf({ title, path }: Group, name: string, value: OrderedJson, id: string): HTMLElement {
    const kind = kindOf(value);
    const input = inputFor(kind, value);
    input.id = id;
    const set = (next: OrderedJson | undefined) => {
      if (next === undefined) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
      if (next === undefined) return;
      this.#set(path, name, next);
      this.#onChange();
    };
    input.addEventListener("input", () => set(kinds[kind].read(input.value)));
    const choice = element(
      "select",
      { "aria-label": `What ${name} is` },
      ...Object.entries(kinds).map(([one, { words }]) => element("option", { value: one }, words)),
    );
    choice.value = kind;
    choice.addEventListener("change", () => {
      const wanted = choice.value as Kind;
      this.#set(path, name, kinds[wanted].read(input.value) ?? kinds[wanted].instead);
      this.#again(`#${CSS.escape(id)}`);
    });
    const remove = button(
      "×",
      () => {
        objectAt(this.#fixture, path)?.delete(name);
        this.#again(`#user-${path.join("-")} input`);
      },
      { class: "remove", "aria-label": `Remove ${name} from ${title}`, title: "Remove" },
    );
    const label = element("label", { for: id }, element("code", {}, name));
    return element("div", { class: "field" }, label, choice, remove, input);
  }

  #adding({ title, path }: Group): HTMLElement {
    const name = element("input", {
      type: "text",
      "aria-label": `Name to add to ${title}`,
      placeholder: "name",
      autocomplete: "off",
    });
    name.spellcheck = false;
    const add = () => {
      const wanted = name.value.trim();
      if (wanted === "") return name.focus();
      if (!objectAt(this.#fixture, path)?.has(wanted)) this.#set(path, wanted, "");
      const index = [...(objectAt(this.#fixture, path)?.keys() ?? [])].indexOf(wanted);
      this.#again(`#user-${path.join("-")} .field:nth-of-type(${index + 1}) :is(input, textarea)`);
    };
    name.addEventListener("keydown", (event) => {
      if (event.key === "Enter") add();
    });
    return element("div", { class: "adding" }, name, button("Add", add, { "aria-label": `Add to ${title}` }));
  }

  #set(path: readonly string[], name: string, value: OrderedJson): void {
    let at = this.#fixture;
    for (const step of path) {
      const next = at.get(step);
      const inner = next instanceof Map ? next : new Map<string, OrderedJson>();
      at.set(step, inner);
      at = inner;
    }
    at.set(name, value);
    // An event has a name, or it is none.
    const event = this.#fixture.get("event");
    if (event instanceof Map && !event.has("name")) event.set("name", "Event");
  }

  /** Draws the fields anew and goes on where somebody was. */
  #again(focus: string): void {
    this.#draw();
    this.#form.querySelector<HTMLElement>(focus)?.focus();
    this.#onChange();
  }
}

function objectAt(fixture: OrderedJson, path: readonly string[]): Map<string, OrderedJson> | undefined {
  let at: OrderedJson | undefined = fixture;
  for (const step of path) at = at instanceof Map ? at.get(step) : undefined;
  return at instanceof Map ? at : undefined;
}

type Kind = "text" | "number" | "truth" | "nothing" | "nested";

/** What a value may be, as it is typed and read. */
const kinds: Readonly<
  Record<Kind, { words: string; read: (typed: string) => OrderedJson | undefined; instead: OrderedJson }>
> = {
  text: { words: "text", read: (typed) => typed, instead: "" },
  number: { words: "number", read: (typed) => ofKind("number", typed), instead: 0 },
  truth: {
    words: "true or false",
    read: (typed) => (typed === "true" ? true : typed === "false" ? false : undefined),
    instead: true,
  },
  nothing: { words: "null", read: () => null, instead: null },
  nested: {
    words: "list or object",
    read: (typed) => ofKind("array", typed) ?? ofKind("object", typed),
    instead: [],
  },
};

function ofKind(kind: "number" | "array" | "object", typed: string): OrderedJson | undefined {
  const { root, faults } = parseJson({ name: "", text: typed });
  return root?.kind === kind && faults.length === 0 ? toOrderedJson(root) : undefined;
}

function kindOf(value: OrderedJson): Kind {
  if (value === null) return "nothing";
  if (typeof value === "string") return "text";
  if (typeof value === "boolean") return "truth";
  return value instanceof Map || Array.isArray(value) ? "nested" : "number";
}

function inputFor(
  kind: Kind,
  value: OrderedJson,
): HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
  if (kind === "truth") {
    const choice = element(
      "select",
      {},
      ...["true", "false"].map((one) => element("option", { value: one }, one)),
    );
    choice.value = String(value);
    return choice;
  }
  const text = kind === "text" ? String(value) : jsonText(value, kind === "nested" ? 2 : 0);
  const isLong = kind === "nested" || text.includes("\n") || text.length > 60;
  const input = isLong
    ? element("textarea", { rows: String(Math.min(8, text.split("\n").length + 1)) })
    : element("input", { type: "text" });
  input.value = text;
  input.spellcheck = false;
  input.autocomplete = "off";
  if (kind === "nothing") input.disabled = true;
  return input;
}
