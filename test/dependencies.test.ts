import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      { readonly dev?: boolean; readonly optional?: boolean; readonly hasInstallScript?: boolean }
    >
  >;
}

const lock = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8")) as Lock;
const installed = Object.entries(lock.packages).filter(([path, { dev }]) => path !== "" && !dev);

// Each is somebody who could change what runs beside credentials.
it("comes with fewer than 25 packages", () => {
  expect(installed.length).toBeGreaterThan(8);
  expect(installed.length).toBeLessThan(25);
});

it("runs nothing when it is installed", () => {
  expect(installed.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
});
