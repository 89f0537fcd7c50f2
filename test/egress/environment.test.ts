import { expect, test } from "vitest";
import { guarded } from "../../src/egress/guard.js";
import { testHost } from "../support/host.js";

test.for(["constructor", "__proto__", "toString"])("the variable %s is not set", (name) => {
  const { env } = guarded({ ...testHost({ cwd: "/" }), env: { SET: "x" } });
  expect([env[name], env.SET]).toEqual([undefined, "x"]);
});
