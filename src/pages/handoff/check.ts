import { asPasted } from "../../generate/body/stamp.js";
import { type LiveBody, liveBody } from "../../generate/live-body.js";
import { nextFor, whatItIs } from "../../generate/live-words.js";
import { copyButton } from "../look/copy.js";
import { difference } from "../look/difference.js";
import { all, element, idOf } from "../look/dom.js";

/** Tells what a body is that was copied out of Braze, and how it differs from the one of this page. */
export function offerCheck(): void {
  const field = idOf("live-body");
  const state = idOf("live-state");
  if (!(field instanceof HTMLTextAreaElement) || !state) return;
  const bodies = all("[data-body]").map((one) => ({
    slug: one.dataset.body ?? "",
    text: one.querySelector("pre")?.textContent ?? "",
    tag: one.dataset.tag,
  }));
  field.addEventListener("input", () => {
    state.replaceChildren(...(field.value.trim() === "" ? [] : verdict(field.value, bodies)));
  });
}

function verdict(text: string, bodies: Parameters<typeof liveBody>[1]): HTMLElement[] {
  const live = liveBody(text, bodies);
  const { state, slug, generated } = live;
  const isSame = state === "same" || state === "block";
  const next = nextFor(live).map((line) => element("p", {}, line));
  if (generated && slug !== undefined && !isSame)
    next.push(
      element(
        "p",
        {},
        copyButton(`Copy today’s body of ${slug}`, () => generated.text, "Copy today’s body"),
        " ",
        element("a", { href: `#set-up/${slug}` }, `Steps of ${slug}`),
      ),
    );
  return [
    element(
      "div",
      { class: `verdict ${isSame ? "good" : "warn"}` },
      element("p", {}, element("strong", {}, `${isSame ? "✓" : "!"} ${sentence(whatItIs(live))}`)),
      ...next,
    ),
    ...changesOf(text, live),
  ];
}

const sentence = (words: string): string => `This is ${words}.`;

/** From what runs to what is generated: what pasting it again changes. */
function changesOf(text: string, { state, generated }: LiveBody): HTMLElement[] {
  if (state === "same" || state === "block" || !generated) return [];
  const changes = difference(asPasted(text), asPasted(generated.text));
  return changes ? [element("h3", {}, "What pasting today’s body changes"), changes] : [];
}
