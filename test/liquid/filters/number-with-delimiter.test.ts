import { expect, test } from "vitest";
import { renderTemplate } from "../../../src/index.js";

// Rails' answers, but for the sign, which it takes for a digit.
test.each([
  ["1234.5", "1,234.5"],
  ["-1234.5", "-1,234.5"],
  ["+123456", "+123,456"],
  ["\n12345", "\n12,345"],
  [".12345", ".12345"],
  ["1234.", "1234."],
  ["12345.abc", "12345.abc"],
  ["12345.6.7", "12345.6.7"],
  ["12345.6e7", "12345.6e7"],
  ["12 345", "12 345"],
  ["- 12345", "- 12345"],
])("%j becomes %j", (text, delimited) => {
  const fixture = { now: "2023-12-06T18:20:45Z", context: { n: text } };
  expect(renderTemplate("{{ context.${n} | number_with_delimiter }}", fixture).body).toBe(delimited);
});
