import { readStamp } from "../../../generate/body/stamp.js";
import type { Change } from "./changes.js";

/** What somebody has to do in Braze after a generation, a line for each campaign that it concerns; those that are new have none. */
export function inBraze(changes: readonly Change[]): string[] {
  const slugs = new Set(
    changes.flatMap(({ path }) => (path.includes("/") ? [path.slice(0, path.indexOf("/"))] : [])),
  );
  return [...slugs].flatMap((slug) => {
    const of = (file: string) => changes.find(({ path }) => path === `${slug}/${file}`);
    const todo = toDo(of("body.liquid"), of("checklist.md"));
    return todo === undefined ? [] : [`${slug}: ${todo}`];
  });
}

function toDo(body: Change | undefined, checklist: Change | undefined): string | undefined {
  if (body?.kind === "removed" || body?.kind === "kept") {
    const name = /^# (.*)$/m.exec(checklist?.before ?? "")?.[1]?.replace(/\\(?=[^\w\s])/g, "");
    return `stop ${name === undefined ? "its campaign" : `the campaign “${name}”`}, since it has left the config`;
  }
  const settings = changedSettings(checklist);
  const todo = [
    ...(body?.kind === "changed" ? [`paste body.liquid again${versions(body)}`] : []),
    ...(settings.length > 0 ? [`set ${settings.join("; ")}`] : []),
  ];
  return todo.length === 0 ? undefined : todo.join(", and ");
}

function versions({ before, text }: Change): string {
  const [old, now] = [before, text].map((body) => body && readStamp(body)?.version);
  return old === undefined ? "" : ` (version ${now}, was ${old})`;
}

/** Settings that are new or have another value. */
function changedSettings(checklist: Change | undefined): string[] {
  const { before, text } = checklist ?? {};
  // Of a checklist in another order, every setting would be new.
  if (before === undefined || text === undefined || !/^## 1\. /m.test(before)) return [];
  const had = new Set(settingsIn(before).map(({ whole }) => whole));
  return settingsIn(text)
    .filter(({ whole }) => !had.has(whole))
    .map(({ label, value }) => `${label} to ${value}`);
}

const settingsIn = (checklist: string) =>
  [...checklist.matchAll(/^- \[[ x]\] \*\*(.+?)\*\*: (.*)$/gm)].map(([whole, label, value]) => ({
    whole: whole.replace("[x]", "[ ]"),
    label: label!,
    value: value!,
  }));
