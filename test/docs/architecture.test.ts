import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../../", import.meta.url);
const page = readFileSync(new URL("docs/architecture.md", root), "utf8");

/** Folders of the page's tree, by indentation. */
function foldersIn(tree: string): string[] {
  const above: string[] = [];
  return tree.split("\n").flatMap((line) => {
    const [, indent, name] = /^( +)([\w-]+)\/ /.exec(line) ?? [];
    if (indent === undefined) return [];
    above.splice(indent.length / 2 - 1);
    above.push(name!);
    return [above.join("/")];
  });
}

const drawn = foldersIn(/^src\/\n(?: .*\n)+/m.exec(page)![0]);

const folders = (path: string): string[] =>
  readdirSync(new URL(path, root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

test("docs/architecture.md draws every room of src/, and no other", () => {
  expect(drawn.filter((path) => !path.includes("/")).sort()).toEqual(folders("src").sort());
});

test("each sub-room that it draws is there", () => {
  const missing = drawn.filter((path) => {
    const [name, ...above] = path.split("/").reverse();
    return !folders(["src", ...above.reverse()].join("/")).includes(name!);
  });
  expect(missing).toEqual([]);
});

test("its rooms come in the order of the imports", () => {
  const order = readFileSync(new URL("test/architecture.test.ts", root), "utf8");
  const [list] = /^const rooms = \[.*?^\]/ms.exec(order)!;
  const rooms = [...list.matchAll(/^ {2}"([\w-]+)\//gm)].map(([, room]) => room!);
  // A room with sub-rooms is listed where its last sub-room is.
  const last = (room: string) => rooms.lastIndexOf(room);
  const top = drawn.filter((path) => !path.includes("/"));
  expect(top).toEqual([...top].sort((a, b) => last(a) - last(b)));
});
