import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Page } from "../rule.js";

export const notText: Page = {
  kind: findingKind("MI006", "not-text", "error"),
  summary: "The file is not text in UTF-8, or far too large for a webhook.",
  why: "Braze's composer takes text. Bytes of another encoding (Latin-1, UTF-16) would be pasted as other characters than were meant.",
  fix: "Save the file as UTF-8; leave out what is not a template.",
};
