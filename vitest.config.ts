import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { depth } from "./test/support/depth.js";

/** A deep run repeats the tests that ask how deep it is, and no others. */
const askingDepth = () =>
  readdirSync("test", { recursive: true, encoding: "utf8" })
    .map((name) => `test/${name.replaceAll("\\", "/")}`)
    .filter(
      (name) =>
        name.endsWith(".test.ts") &&
        /import \{[^}]*\b(sized|depth)\b[^}]*\} from "[./]+support\/depth\.js"/.test(
          readFileSync(name, "utf8"),
        ),
    );

const root = fileURLToPath(new URL(".", import.meta.url));
const builtFiles = new RegExp(`^${root.replace(/[^\w/]/g, "\\$&")}(?:dist|entry)/`);

export default defineConfig({
  test: {
    include: depth === "deep" ? askingDepth() : ["test/**/*.test.ts"],
    // Nothing in src/ keeps state but caches, so the files of one thread share what they import.
    pool: "threads",
    // What is built is loaded as it is for users: no reason to read a megabyte of it as a source.
    server: { deps: { external: [builtFiles] } },
    isolate: false,
    // One more than there are cores: a test of a page mostly waits for its browser.
    maxWorkers: availableParallelism() + 1,
    // What runs as a process looks at everything each time, and leaves nothing in the cache of whoever runs the tests.
    env: { XDG_CACHE_HOME: "/dev/null" },
    // No test asserts a time. This is for one that would never end.
    testTimeout: depth === "deep" ? 3_600_000 : 600_000,
    hookTimeout: 600_000,
    globalSetup: ["./scripts/build-pages.js"],
    setupFiles: ["./test/support/properties.ts"],
    reporters: ["default", "./test/support/closing-line.ts"],
  },
});
