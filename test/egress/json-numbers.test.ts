import { expect, test } from "vitest";
import { guarded } from "../../src/egress/guard.js";
import { testHost } from "../support/host.js";

test("JSON in which a number is a secret stays JSON, and its other numbers stay as they are written", () => {
  const host = testHost({ cwd: "/" });
  const outside = guarded(host);
  outside.secrets.add("4815162342108");
  outside.stdout.write(
    '{"a": 4815162342108, "id": 9007199254740993, "price": 1.10, "text": "4815162342108"}\n',
  );
  const [secret, ...others] = host.out().split(", ");
  expect(secret).toMatch(/^\{"a": "[^"]*"$/);
  expect(others.slice(0, 2)).toEqual(['"id": 9007199254740993', '"price": 1.10']);
  expect(host.out()).not.toContain("4815162342108");
});
