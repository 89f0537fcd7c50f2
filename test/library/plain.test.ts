import { expect, test } from "vitest";
import { JsonNumber } from "../../src/index.js";
import { plain } from "../../src/library/plain.js";
import { renderTemplate } from "../../src/library/render.js";
import { parseJson, toOrderedJson } from "../../src/source/json.js";

const read = (text: string) => plain(toOrderedJson(parseJson({ name: "a.json", text }).root!));

test.each(["79.0", "1E5", "-0", "0.10", "1e-7", "100.00"])("%s is a number of JavaScript", (number) => {
  expect(read(`{"a": [${number}]}`)).toEqual({ a: [Number(number)] });
});

test.each(["9007199254740993", "12345678901234567890123", "0.1234567890123456789", "1e400"])(
  "%s, which is none, keeps its text",
  (number) => {
    const { a } = read(`{"a": ${number}}`) as { a: JsonNumber };
    expect(a).toBeInstanceOf(JsonNumber);
    expect([a.text, `${a}`, Number(a)]).toEqual([number, number, Number(number)]);
  },
);

test("a fixture that is an object may hold numbers beyond JavaScript's", () => {
  const properties = { big: 9007199254740993n, text: new JsonNumber("10.0"), at: new Date(0) };
  const { body } = renderTemplate(
    "{{event_properties.${big}}} {{event_properties.${text}}} {{event_properties.${at}}}",
    { event: { name: "E", properties } },
    { now: "2024-05-14T09:30:00Z" },
  );
  expect(body).toBe("9007199254740993 10.0 1970-01-01T00:00:00.000Z");
});
