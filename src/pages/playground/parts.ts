import type { Part } from "./editor.js";

/** What findings call the parts of a webhook. */
export const fileNames: Readonly<Record<Part, string>> = { body: "body", url: "URL", headers: "headers" };

/** What people call them. */
export const partWords: Readonly<Record<Part, string>> = { body: "Body", url: "URL", headers: "Headers" };

export const partsInOrder: readonly Part[] = ["body", "url", "headers"];

export const partOf = (file: string | null): Part | undefined =>
  partsInOrder.find((part) => fileNames[part] === file);
