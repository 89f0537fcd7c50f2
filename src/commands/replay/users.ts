import { fixtureShape } from "../../braze/fixture/findings.js";
import { fixtureHash } from "../../braze/fixture/value-of.js";
import { unread } from "../../braze/read-source.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import type { Host } from "../../host.js";
import type { Hash } from "../../liquid/value.js";
import type { Cut } from "../../replay/cut.js";
import { UserTexts } from "../../replay/user-texts.js";
import { type JsonNode, memberOf, parseJson, scalarText } from "../../source/json.js";
import { type EventFile, eventFiles } from "./event-files.js";
import { scratchOf } from "./scratch.js";

/**
 * Exported users by external id and Braze id. Their texts are kept, on disk where there are many, and read when an event
 * of theirs comes.
 * @throws UserError where a file cannot be read or holds no users, or there is no room for them
 */
export async function usersBy(
  host: Host,
  path: string | undefined,
): Promise<((id: string) => Hash | undefined) | undefined> {
  if (path === undefined) return undefined;
  const users = new UserTexts(scratchOf(host));
  for (const file of await eventFiles(host, [path]))
    for await (const record of readable(file)) {
      const text = "text" in record ? record.text : "";
      const { root, faults } = parseJson({ name: file.name, text });
      const list = memberOf(root, "users")?.items ?? (root ? [root] : []);
      const found =
        faults.length > 0 ? [] : list.flatMap((user) => idsOf(user).map((id) => [id, user] as const));
      if (found.length === 0) throw noUser(file.name, record);
      for (const [id, { start, end }] of found) users.add(id, text.slice(start, end));
    }
  return (id) => {
    const text = users.find(id);
    return text === undefined ? undefined : fixtureHash(parseJson({ name: "user", text }).root);
  };
}

/** The users of a file that cannot be read to its end would only be some of them. */
async function* readable(file: EventFile): AsyncGenerator<Cut> {
  try {
    yield* file.records();
  } catch (error) {
    throw new UserError([unread(file.name, error)], 3);
  }
}

const idsOf = (user: JsonNode): string[] =>
  ["external_id", "braze_id"].flatMap((name) => scalarText(memberOf(user, name)) ?? []);

const noUser = (name: string, record: Cut): UserError =>
  new UserError(
    [
      fixtureShape.report(
        `"${name}" holds no user at line ${record.line}${"fault" in record ? `: ${record.fault}` : ""}`,
        {
          notes: [
            'Expected: users as /users/export/ids returns them, each with an external_id or braze_id: one a line, an array, or {"users": […]}.',
          ],
        },
      ),
    ],
    1,
  );
