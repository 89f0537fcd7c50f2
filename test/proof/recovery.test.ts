import { describe, expect, test } from "vitest";
import { proofOf } from "../support/proofs.js";

const x = "{{custom_attribute.${x} | json_escape}}";
const raw = "{{custom_attribute.${x}}}";

/** What is reported of a body: each code, and the text that it points at. */
const told = (text: string): string[] =>
  proofOf(text).diagnostics.map(({ code, span }) => `${code} ${text.slice(span!.start, span!.end)}`);

describe("one fault is told once, and as what it is", () => {
  test.each<[name: string, text: string, ...findings: string[]]>([
    ["a name's quote at its end", `{\n"a": "x",\n"b: "y",\n"c": 1\n}`, "MI066 :"],
    ["a name's quote ahead of a number", `{\n"a: 1,\n"b": 2\n}`, "MI066 :"],
    ["a name's quote at its beginning", `{\n"a": 1,\nb": 2\n}`, "MI066 b"],
    ["a string's quote at the end of a line", `{\n"a": "${x},\n"b": 1\n}`, "MI066 ,"],
    ["a string's quote at the end of the last line", `{\n"a": 1,\n"b": "${x}\n}`, "MI066 \n"],
    ["a string's quote within a line", `{"a": "x, "b": 1}`, "MI066 ,"],
    ["an item's quote within a line", `["a, "b", "c"]`, "MI066 ,"],
    ["a string's quote at its beginning", `{"a": gold", "b": 1}`, "MI066 g"],
    ["the quote of an output at its beginning", `{"a": ${x}", "b": 1}`, 'MI066 "'],
    ["a quote at the end of the body", `{"a": "${x}}`, "MI055 }"],
    ["a bracket that the outer one closes", `{"a": {"b": [1, 2}, "c": "${x}"}`, "MI055 }"],
    ["a brace in a list", `{"l": [{"a": 1, "b": 2]}`, "MI055 ]"],
    ["the wrong bracket", `{"l": [1, 2}, "a": 1}`, "MI056 }"],
    ["a bracket too many", `{"l": [1, 2]], "a": 1}`, "MI056 ]"],
    ["a brace too many at the end", `{"a": 1}}`, "MI056 }"],
    ["a comma after the document", `{"a": 1},`, "MI056 ,"],
    ["a second comma", `{"a": 1,\n, "b": 2}`, "MI056 ,"],
    ["a comma ahead of all", `{, "a": 1}`, "MI056 ,"],
    ["two commas between items", `[1,, 2]`, "MI056 ,"],
    ["members without braces", `"a": 1,\n"b": "${x}"`, "MI056 :"],
    ["members without the first brace", `"a": 1,\n"b": "${x}"\n}`, "MI056 :"],
    ["members without braces and a comma at the end", `"a": 1,\n"b": 2,`, "MI056 :"],
    ["an equals sign", `{"a" = "${x}", "b": 1}`, "MI056 ="],
    ["no colon", `{"a" "${x}", "b": 1}`, 'MI056 "'],
    ["a semicolon", `{"a": 1; "b": 2}`, "MI056 ;"],
    ["words between members", `{"a": 1 and so on, "b": 2}`, "MI056 and so on"],
    ["a comment after a number sign", `{"a": 1, # the first\n"b": 2}`, "MI050 # the first"],
    ["a number with a leading zero", `{"a": 007, "b": 2}`, "MI054 007"],
    ["a word that begins like null", `{"a": nil, "b": 2}`, "MI054 nil"],
    ["a name without quotes", `{a: "${x}"}`, "MI054 a"],
    ["a string of three lines", `{"a": "one\ntwo ${x}\nthree"}`, "MI057 \n"],
    ["a quoted word in a string", `{"a": "say "x" to it", "b": 1}`, 'MI067 "', 'MI067 "'],
    ["an attribute in a page", `{"a": "<p class="x">${x}</p>", "b": 1}`, 'MI067 "', 'MI067 "'],
    ["a quoted word at the end of a string", `{"a": "say "x"", "b": 1}`, 'MI067 "', 'MI067 "'],
    [
      "a line of a string that begins like a member",
      `{\n"a": "one\n"b": not a value\ntwo"\n}`,
      'MI067 "',
      'MI067 "',
      "MI057 \n",
    ],
    ["a line of a string with a colon", `{\n"a": "one\nb: 1,\ntwo",\n"c": 2\n}`, "MI057 \n"],
    [
      "a member after a value that may be missing",
      `{\n"a": {{custom_attribute.\${x} | plus: 0}}\n"b": "y"\n}`,
      'MI051 "',
    ],
    ["a code fence", "```json\n{}", "MI056 ```json"],
    ["a backslash that swallows the quote", `{"a": "C:\\temp\\", "b": 1}`, 'MI058 "'],
  ])("%s", (_name, text, ...findings) => expect(told(text)).toEqual(findings));

  test("a string of many lines is one finding, and the body is read to its end", () =>
    expect(told(`{"a": "${"x\n".repeat(1_000)}", "b": "${raw}"}`)).toEqual(["MI057 \n", `MI062 ${raw}`]));

  test("single quotes round an output are two places of one kind, and the name is not called a second fault", () =>
    expect(told(`{'a': '${x}'}`)).toEqual(["MI054 'a'", "MI054 '"]));
});

describe("after a structural fault the rest is read on", () => {
  test.each<[name: string, before: string, after: string]>([
    ["members without braces", `"a": 1,`, ""],
    ["text ahead of the document", "<< pick one >>\n{", "}"],
    ["single quotes", "{'a': 'b',", "}"],
    ["a missing quote", `{\n"a: "b",\n`, "\n}"],
    ["a missing comma", `{"a": 1 `, "}"],
    ["a bracket too many", `{"a": [1]],`, "}"],
    ["the wrong bracket", `{"a": [1},`, "}"],
    ["a missing colon", `{"a" 1,`, "}"],
    ["a comment", "{ // one\n", "}"],
    ["a placeholder", `{"a": <your plan>,`, "}"],
  ])("%s", (_name, before, after) =>
    expect(told(`${before} "raw": "${raw}", "bare": ${raw}${after}`)).toEqual(
      expect.arrayContaining([`MI062 ${raw}`, `MI060 ${raw}`]),
    ),
  );
});
