import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");

const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
const workflows = readdirSync(new URL(".github/workflows/", root)).map((name) => `.github/workflows/${name}`);

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
}

test.each([...workflows, ".ci/run", "README.md", "docs/contributing/testing.md"])(
  "%s names scripts that there are",
  (path) => {
    const named = [...read(path).matchAll(/\bnpm (?:run (?:-s )?([\w:]+)|(test)\b)/g)].map(
      ([, run, test]) => run ?? test!,
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  },
);

test("the workflows run the tests, the Nodes and the deep tests", () => {
  const steps = workflows.flatMap((path) =>
    Object.values((parse(read(path)) as Workflow).jobs).flatMap((job) => job.steps.map(({ run }) => run)),
  );
  for (const command of ["npm test", "npm run test:node", "npm run test:deep"])
    expect(steps).toContain(command);
});

test("the page names every script of the tests", () => {
  const page = read("docs/contributing/testing.md");
  for (const name of Object.keys(scripts).filter((one) => one.startsWith("test:")))
    expect(page).toContain(name);
});
