import { isJsonObject, type JsonObject } from "../../source/json.js";
import { difference } from "../look/difference.js";
import { button, element, idOf } from "../look/dom.js";
import { ask } from "./ask.js";

const opener = idOf("fixes-button")!;
const place = idOf("fixes")!;
/** Only the last answer counts: files may change faster than they are looked at. */
let asked = 0;

opener.addEventListener("click", () => {
  place.hidden = !place.hidden;
  opener.setAttribute("aria-expanded", String(!place.hidden));
});

/** Looks at what could be fixed now, and shows it. */
export async function lookForFixes(): Promise<void> {
  const own = ++asked;
  const { fixes } = await ask("fixes");
  if (own !== asked || !Array.isArray(fixes)) return;
  const files = fixes.filter(isJsonObject);
  opener.hidden = files.length === 0;
  opener.textContent = files.length === 1 ? "1 file to fix" : `${files.length} files to fix`;
  if (files.length === 0) {
    place.hidden = true;
    opener.setAttribute("aria-expanded", "false");
  }
  place.replaceChildren(...files.map(fileOf));
}

/** A file that can be fixed: it is written once somebody has seen what changes. */
function fileOf(fix: JsonObject): HTMLElement {
  const file = String(fix.file);
  const made = Array.isArray(fix.made) ? fix.made.map(String) : [];
  const said = element("p", { role: "status" });
  const changes = difference(String(fix.before), String(fix.after));
  const write = button(
    "Write it",
    async () => {
      const answer = await ask("fix", { file, seen: String(fix.seen) });
      if ("fault" in answer) said.textContent = String(answer.fault);
      else await lookForFixes();
    },
    { class: "main", "aria-label": `Write it: ${file}` },
  );
  return element(
    "details",
    { class: "fold" },
    element(
      "summary",
      {},
      element("code", {}, file),
      ` ${made.length === 1 ? "1 fix" : `${made.length} fixes`}: ${[...new Set(made)].join("; ")}`,
    ),
    ...(changes ? [changes] : []),
    element("p", { class: "tools" }, write),
    said,
  );
}
