import type { Engine } from "../../browser/client.js";
import type { DiagnosticJson } from "../../report/diagnostic-json.js";
import { capital } from "../../source/capital.js";
import { difference } from "../look/difference.js";
import { button, element } from "../look/dom.js";
import type { Part } from "./editor.js";
import { partOf, partWords } from "./parts.js";

/** What a list of findings may ask for. */
export interface Acts {
  readonly engine: Engine;
  /** The text of a part as it is now. */
  textOf(part: Part): string;
  goTo(part: Part, start: number, end: number): void;
  /** Another text in place of one, once somebody has seen what changes. */
  write(part: Part, text: string): void;
  /** The body with every fix that is safe. */
  fixed(): Promise<string>;
}

/** Nobody reads more. */
const most = 100;

/** Every finding with its place, what to do, and its page. */
export function findingsOf(diagnostics: readonly DiagnosticJson[], acts: Acts): HTMLElement[] {
  if (diagnostics.length === 0) return [element("p", {}, "Nothing to find fault with.")];
  const isFixable = diagnostics.some(({ fix, file }) => fix && partOf(file) === "body");
  return [
    ...(isFixable ? [fixingAll(acts)] : []),
    element("ul", { class: "findings" }, ...diagnostics.slice(0, most).map((one) => itemOf(one, acts))),
    ...(diagnostics.length > most
      ? [element("p", { class: "muted" }, `… and ${diagnostics.length - most} more`)]
      : []),
  ];
}

function itemOf(found: DiagnosticJson, acts: Acts): HTMLElement {
  const { code, severity, message, notes, start, end } = found;
  const part = partOf(found.file);
  const place =
    part && start && end
      ? [
          button(`${partWords[part]}, line ${start.line}`, () => acts.goTo(part, start.offset, end.offset), {
            class: "link",
          }),
        ]
      : [];
  return element(
    "li",
    { class: severity },
    element(
      "p",
      {},
      element("strong", { class: "severity" }, severity),
      " ",
      element("bdi", {}, `${capital(message)}.`),
      " ",
      ...place,
    ),
    ...notes.map((note) => element("p", { class: "muted" }, element("bdi", {}, capital(note.message)))),
    ...(part && found.fix ? [fixing(found.fix, part, acts)] : []),
    pageOf(code, found.name, acts.engine),
  );
}

/** What `explain` says, once somebody asks. */
function pageOf(code: string, name: string, engine: Engine): HTMLElement {
  const page = element("details", { class: "fold" }, element("summary", {}, `${code} ${name}`));
  const ask = async () => {
    const answer = await engine.call("explain", [code]);
    if (!("code" in answer)) return;
    const { summary, why, fix, sources } = answer;
    page.append(
      element("p", {}, summary),
      element("p", {}, element("strong", {}, "Why it matters. "), why),
      element("p", {}, element("strong", {}, "What to do. "), fix),
      ...(sources.length > 0
        ? [element("ul", { class: "muted sources" }, ...sources.map((one) => element("li", {}, one)))]
        : []),
    );
  };
  page.addEventListener("toggle", () => void ask(), { once: true });
  return page;
}

function fixing({ title, edits }: NonNullable<DiagnosticJson["fix"]>, part: Part, acts: Acts): HTMLElement {
  return asked(
    title,
    async () => {
      let text = acts.textOf(part);
      for (const { start, end, text: insert } of [...edits].sort((a, b) => b.start.offset - a.start.offset))
        text = text.slice(0, start.offset) + insert + text.slice(end.offset);
      return text;
    },
    part,
    acts,
  );
}

const fixingAll = (acts: Acts): HTMLElement =>
  asked("Fix all that is safe to fix", () => acts.fixed(), "body", acts);

/** A button that shows what it would change, and changes it when it is asked again. */
function asked(title: string, fixed: () => Promise<string>, part: Part, acts: Acts): HTMLElement {
  const place = element("div", { class: "fix" });
  const begin = () => {
    place.replaceChildren(opening);
    opening.focus();
  };
  const opening = button(`${title} …`, async () => {
    const before = acts.textOf(part);
    const text = await fixed();
    const changes = difference(before, text);
    const apply = button(
      "Apply",
      () => {
        // Somebody may have typed since the difference was shown.
        if (acts.textOf(part) === before) acts.write(part, text);
        else begin();
      },
      { class: "main" },
    );
    place.replaceChildren(
      element("p", {}, changes ? `${title}:` : "Nothing can be fixed without a decision of yours."),
      ...(changes ? [changes, element("p", { class: "tools" }, apply, button("Leave it", begin))] : []),
    );
    if (changes) apply.focus();
  });
  place.append(opening);
  return place;
}
