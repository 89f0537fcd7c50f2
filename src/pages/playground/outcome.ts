import type { AsText } from "../../browser/calls.js";
import type { TemplatePreview } from "../../library/preview.js";
import type { DiagnosticJson } from "../../report/diagnostic-json.js";
import { capital } from "../../source/capital.js";
import { copyButton } from "../look/copy.js";
import { button, element } from "../look/dom.js";

/** A place in the body that somebody may want to see. */
export type GoTo = (start: number, end: number) => void;

/** What Braze would send for one user, with the place where it breaks. */
export function outcomeOf(preview: AsText<TemplatePreview>, goTo: GoTo): HTMLElement[] {
  const { outcome, abort, request, diagnostics } = preview;
  if (outcome === "aborted")
    return [
      words("good", "For this user, nothing is sent."),
      element("p", {}, "The template aborts with “", element("bdi", {}, abort ?? ""), "”."),
    ];
  const { body } = request;
  if (outcome === "sent")
    return [words("good", "For this user, the body is valid JSON."), ...shown(body ?? "", undefined)];
  const [broken] = diagnostics.filter(({ severity }) => severity === "error");
  const place = broken?.notes.find(({ file }) => file === "body");
  const showing = place?.start && place.end ? [place.start.offset, place.end.offset] : undefined;
  return [
    words("bad", "For this user, the body breaks."),
    element(
      "p",
      {},
      broken ? capital(broken.message) : "It cannot be rendered",
      ". ",
      ...(showing ? [button("Show the place", () => goTo(showing[0]!, showing[1]!), { class: "link" })] : []),
    ),
    ...(body === null ? [] : shown(body, broken)),
  ];
}

const words = (kind: string, text: string): HTMLElement =>
  element("p", { class: `outcome ${kind}` }, element("strong", {}, text));

/** So much of a body is shown on either side of a place. */
const most = 20_000;

function shown(body: string, broken: DiagnosticJson | undefined): HTMLElement[] {
  const from = broken?.start?.offset ?? 0;
  const to = Math.max(broken?.end?.offset ?? 0, from);
  const [start, end] = [Math.max(0, from - most), Math.min(body.length, to + most)];
  const mark = element("mark", {}, body.slice(from, to) || " ");
  return [
    element(
      "pre",
      { class: "rendered", tabindex: "0", "aria-label": "What Braze would send" },
      ...(start > 0 ? ["… "] : []),
      body.slice(start, from),
      ...(broken?.start ? [mark] : []),
      body.slice(to, end),
      ...(end < body.length ? [" …"] : []),
    ),
    element(
      "p",
      {},
      copyButton("Copy what Braze would send", () => body, "Copy what Braze would send"),
    ),
  ];
}
