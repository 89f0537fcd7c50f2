import { systemClock } from "../../clock.js";
import type { Meaning } from "../../config/model/config.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { capital } from "../../source/capital.js";
import { positionOf } from "../../source/source.js";
import { type CheckedPayload, checkPayloads } from "../../verify/payloads.js";
import { copyButton } from "../look/copy.js";
import { element, idOf } from "../look/dom.js";

/** Tells of a payload what `mi-braze check` tells. */
export function offerPayloadCheck(meaning: Meaning): void {
  const field = idOf("payload");
  const state = idOf("payload-state");
  if (!(field instanceof HTMLTextAreaElement) || !state) return;
  field.addEventListener("input", () => {
    const text = field.value;
    const checked =
      text.trim() === "" ? [] : checkPayloads({ name: "the payload", text }, meaning, systemClock());
    state.replaceChildren(...checked.map(resultOf), ...(checked.length > 0 ? [answer(checked)] : []));
  });
}

function resultOf({ payload, campaign, diagnostics }: CheckedPayload): HTMLElement {
  const isWrong = diagnostics.some(({ severity }) => severity !== "info");
  const whose = campaign === null ? "" : `, of ${campaign}`;
  const words = isWrong ? "does not fit" : "fits";
  return element(
    "div",
    { class: `verdict ${isWrong ? "warn" : "good"}` },
    element("p", {}, element("strong", {}, `${isWrong ? "!" : "✓"} ${capital(payload)}${whose}, ${words}.`)),
    element("ul", {}, ...diagnostics.map((one) => element("li", {}, ...lineOf(one)))),
  );
}

function lineOf(found: Diagnostic): (HTMLElement | string)[] {
  const notes = found.notes.map(({ message }) => element("span", { class: "muted" }, ` ${message}`));
  return [`${placeOf(found)}${found.message}`, ...notes];
}

const placeOf = ({ span }: Diagnostic): string =>
  span ? `Line ${positionOf(span.source, span.start).line}: ` : "";

/** What to write to whoever sent it. */
function answer(checked: readonly CheckedPayload[]): HTMLElement {
  const text = checked
    .map(({ payload, campaign, diagnostics }) =>
      [
        `${capital(payload)}${campaign === null ? "" : ` (${campaign})`}: ${diagnostics.length === 0 ? "fits." : ""}`,
        ...diagnostics.map((one) => `- ${placeOf(one)}${one.message}`),
      ].join("\n"),
    )
    .join("\n\n");
  return element(
    "p",
    {},
    copyButton("Copy as an answer to whoever sent it", () => `${text}\n`, "Copy as an answer"),
  );
}
