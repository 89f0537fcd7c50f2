import { isJsonObject, readJson } from "../../source/json.js";
import { idOf } from "../look/dom.js";
import { lookForFixes } from "./fixes.js";
import { offerSaving } from "./save.js";

/*
 * The frame around the hand-off page while `mi-braze serve` runs: the page itself is the one that is handed over, byte by
 * byte, and is loaded anew when it is another.
 */

const page = idOf("page") as HTMLIFrameElement;
const state = idOf("state")!;
const fault = idOf("fault")!;
const faultText = idOf("fault-text")!;
let shown = 0;

page.addEventListener("load", () => {
  if (page.contentDocument) void offerSaving(page.contentDocument);
});

const changes = new EventSource("changes");
changes.addEventListener("message", ({ data }) => {
  const said = readJson(String(data));
  if (!isJsonObject(said)) return;
  const words = String(said.fault);
  faultText.textContent = words;
  fault.hidden = words === "";
  const edition = Number(said.edition);
  state.textContent = words === "" ? "Live: it follows your files." : "Waiting for the config to be mended.";
  page.hidden = edition === 0;
  void lookForFixes();
  if (edition === shown) return;
  // Where somebody is on the page stays: its address has it.
  if (shown === 0) page.src = "handoff";
  else page.contentWindow?.location.reload();
  shown = edition;
});
changes.addEventListener("error", () => {
  state.textContent = "mi-braze serve has ended, or cannot be reached.";
});
