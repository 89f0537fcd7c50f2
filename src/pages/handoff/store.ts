import { isJsonObject, readJson } from "../../source/json.js";
import { jsonText } from "../../source/json-text.js";

/** What was ticked off: by the name of a step, the print of what it said then. */
export type Ticks = Map<string, string>;

/** Where a browser keeps the ticks of this project; one that keeps nothing for the page is not an error. */
export class Store {
  readonly #key: string;
  /** False once the browser has refused. */
  keeps = true;

  constructor(readonly project: string) {
    this.#key = `mi-braze ticks: ${project}`;
  }

  read(): Ticks {
    try {
      return ticksOf(localStorage.getItem(this.#key) ?? "") ?? new Map();
    } catch {
      this.keeps = false;
      return new Map();
    }
  }

  write(ticks: Ticks): void {
    try {
      localStorage.setItem(this.#key, this.text(ticks));
    } catch {
      this.keeps = false;
    }
  }

  /** As a file to hand on. */
  text(ticks: Ticks): string {
    return `${jsonText({ version: 1, project: this.project, ticks }, 2)}\n`;
  }
}

/** The ticks of such a file; undefined of any other. */
export function ticksOf(text: string): Ticks | undefined {
  const json = readJson(text);
  const ticks = isJsonObject(json) ? json.ticks : undefined;
  if (!isJsonObject(ticks)) return undefined;
  return new Map(
    Object.entries(ticks).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
