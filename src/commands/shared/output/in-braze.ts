import { readStamp } from "../../../generate/body/stamp.js";
import { changedSettings, nameIn } from "../../../generate/checklist.js";
import type { Change } from "./changes.js";

/**
 * What somebody has to do in Braze after a generation, a line for each campaign that it concerns; those that are new have none.
 * @param inBlocks whether bodies are in Content Blocks, which a push brings up to date
 */
export function inBraze(changes: readonly Change[], inBlocks: boolean): string[] {
  const slugs = new Set(
    changes.flatMap(({ path }) => (path.includes("/") ? [path.slice(0, path.indexOf("/"))] : [])),
  );
  const byPath = new Map(changes.map((change) => [change.path, change]));
  return [...slugs].flatMap((slug) => {
    const of = (file: string) => byPath.get(`${slug}/${file}`);
    const todo = toDo(of("body.liquid"), of("checklist.md"), inBlocks);
    return todo === undefined ? [] : [`${slug}: ${todo}`];
  });
}

function toDo(
  body: Change | undefined,
  checklist: Change | undefined,
  inBlocks: boolean,
): string | undefined {
  if (body?.kind === "removed" || body?.kind === "kept") {
    const name = nameIn(checklist?.before ?? "");
    return `stop ${name === undefined ? "its campaign" : `the campaign “${name}”`}, since it has left the config`;
  }
  const settings = changedSettings(checklist?.before, checklist?.text);
  const todo = [
    ...(body?.kind === "changed"
      ? [`${inBlocks ? "mi-braze push" : "paste body.liquid again"}${versions(body)}`]
      : []),
    ...(settings.length > 0 ? [`set ${settings.join("; ")}`] : []),
  ];
  return todo.length === 0 ? undefined : todo.join(", and ");
}

function versions({ before, text }: Change): string {
  const [old, now] = [before, text].map((body) => body && readStamp(body)?.version);
  return old === undefined ? "" : ` (version ${now}, was ${old})`;
}
