import { fixtureShape } from "../braze/fixture/findings.js";
import { UserError } from "../diagnostics/diagnostic.js";
import { type JsonNode, memberOf, parseJsonFile, scalarText } from "../source/json.js";
import type { Source } from "../source/source.js";

/**
 * The text of each exported user by external id.
 * @throws UserError when the file holds no users
 */
export function usersIn(source: Source): ReadonlyMap<string, string> {
  const { root, faults } = parseJsonFile(source);
  const list = root?.kind === "array" ? root : memberOf(root, "users");
  if (faults.length > 0 || list?.kind !== "array")
    throw new UserError(
      [
        fixtureShape.report(`"${source.name}" holds no users`, {
          notes: ['Expected: an array of users as /users/export/ids returns them, or {"users": […]}.'],
        }),
      ],
      1,
    );
  return new Map(list.items!.map((user) => [idOf(user), source.text.slice(user.start, user.end)]));
}

const idOf = (node: JsonNode): string => scalarText(memberOf(node, "external_id")) ?? "";

/** A fixture for each event, with the exported user of its id. Texts are cut from the files, so that `10.0` stays `10.0`. */
export function withUsers(source: Source, users: ReadonlyMap<string, string>): Source[] {
  const { root } = parseJsonFile(source);
  const cut = ({ start, end }: JsonNode) => source.text.slice(start, end);
  const made = ["events", "purchases"].flatMap((kind) =>
    (memberOf(root, kind)?.items ?? []).flatMap((event): Source[] => {
      const user = users.get(idOf(event));
      const attributes = memberOf(root, "attributes");
      const members = [
        ...(user === undefined ? [] : [`"user": ${user}`]),
        `"${kind}": [${cut(event)}]`,
        ...(attributes ? [`"attributes": ${cut(attributes)}`] : []),
      ];
      return [{ name: source.name, text: `{${members.join(", ")}}` }];
    }),
  );
  return made.length > 0 ? made : [source];
}
