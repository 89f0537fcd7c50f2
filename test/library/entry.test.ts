import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../../", import.meta.url);
const { exports } = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as {
  readonly exports: Readonly<
    Record<string, { readonly module?: string; readonly default?: { default?: string } }>
  >;
};
const doors = Object.entries(exports).flatMap(([name, { module: built, default: door }]) =>
  built !== undefined && door?.default !== undefined ? [[name, built, door.default] as const] : [],
);

test("the library has doors", () => expect(doors.length).toBeGreaterThan(3));

test.each(doors)("%s: the door lets out all that the build has", async (_, built, door) => {
  const namesOf = async (file: string) => Object.keys(await import(new URL(file, root).href)).sort();
  expect(await namesOf(door)).toEqual(await namesOf(built));
});
