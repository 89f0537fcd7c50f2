import type { PayloadShape } from "../../library/shape.js";
import { element } from "../look/dom.js";

/** What the payload may look like, over every user for whom it is sent. */
export function payloadOf(shape: PayloadShape | undefined): HTMLElement[] {
  if (!shape)
    return [
      element(
        "p",
        {},
        "What the payload looks like is known once the body is valid JSON for every user: see who breaks it first.",
      ),
    ];
  return [
    element("p", {}, "For every user for whom it is sent, the payload looks like this:"),
    element("ul", { class: "shape" }, element("li", {}, element("code", {}, "payload"), ...inner(shape))),
  ];
}

function inner({ kinds, mayBeEmpty, members, items, open }: PayloadShape): (HTMLElement | string)[] {
  const more = [...(mayBeEmpty ? ["may be empty"] : []), ...(open ? ["and whatever the data holds"] : [])];
  const nested = [
    ...(members ?? []).map((member) =>
      element(
        "li",
        {},
        element("code", {}, member.name),
        ...(member.always ? [] : [" ", element("span", { class: "badge warn" }, "not always")]),
        ...inner(member),
      ),
    ),
    ...(items ? [element("li", {}, element("span", { class: "muted" }, "each item"), ...inner(items))] : []),
  ];
  return [
    ` ${kinds.join(" or ")}${more.length > 0 ? `, ${more.join(", ")}` : ""}`,
    ...(nested.length > 0 ? [element("ul", {}, ...nested)] : []),
  ];
}
