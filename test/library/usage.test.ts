import { describe, expect, test } from "vitest";
import {
  explain,
  generate,
  lintReport,
  lintSource,
  loadConfig,
  proveTemplate,
  renderTemplate,
  UsageError,
  UserError,
  verify,
} from "../../src/index.js";

/** What a caller without types may pass. */
const any = <Value>(value: unknown): Value => value as Value;

function refused(call: () => unknown): UsageError {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toBeInstanceOf(TypeError);
    return error as UsageError;
  }
  throw new Error("the call was taken");
}

describe("a call that cannot be understood says what is wrong with it", () => {
  test.each<[string, () => unknown, RegExp]>([
    ["no template", () => renderTemplate(any(undefined)), /^the template must be a string, not undefined/],
    ["a file's bytes", () => proveTemplate(any(Buffer.from("a"))), /must be a string, not a Buffer/],
    ["a number", () => lintSource(any(5)), /must be a string, not 5$/],
    [
      "null for options",
      () => renderTemplate("", {}, any(null)),
      /^the options of renderTemplate must be an/,
    ],
    [
      "a misspelt option",
      () => proveTemplate("", any({ contentBlock: {} })),
      /^proveTemplate has no option "contentBlock".* "contentBlocks"\?\nIt takes file, contentBlocks, data\./,
    ],
    [
      "an option of another function",
      () => lintSource("", any({ lenient: true })),
      /^lintSource has no option "lenient"/,
    ],
    [
      "a string for a switch",
      () => lintSource("", any({ fix: "no" })),
      /^fix must be true or false, not "no"/,
    ],
    [
      "an assumption that there is not",
      () => renderTemplate("", {}, { assume: any({ "raw-hsh": "json" }) }),
      /^there is no assumption "raw-hsh".* "raw-hash"\?\nAssumptions: event-properties,/,
    ],
    [
      "a value that it does not have",
      () => renderTemplate("", {}, { assume: any({ "raw-hash": "zzz" }) }),
      /"zzz" .* "raw-hash"\nWrite raw-hash=inspect or raw-hash=json\./,
    ],
    [
      "assumptions as a string",
      () => renderTemplate("", {}, { assume: any("raw-hash=json") }),
      /^assume must be/,
    ],
    [
      "a time without a zone",
      () => renderTemplate("", {}, { now: "2031-01-01T00:00:00" }),
      /^now needs a time zone.*"2031-01-01T00:00:00Z"/,
    ],
    ["no time", () => renderTemplate("", {}, { now: "soon" }), /^now .*"soon"/],
    ["a Date of nothing", () => renderTemplate("", {}, { now: new Date("soon") }), /^now is an invalid Date/],
    ["a number for a time", () => renderTemplate("", {}, { now: any(5) }), /^now must be a Date or a string/],
    [
      "a Content Block without a string",
      () => proveTemplate("", { contentBlocks: any({ a: null }) }),
      /^contentBlocks: "a" must be a string, not null/,
    ],
    [
      "Content Blocks in a Map",
      () => proveTemplate("", { contentBlocks: any(new Map([["a", "1"]])) }),
      /^contentBlocks must be an object, not a Map/,
    ],
    [
      "a format that there is not",
      () => lintReport({}, any("sarf")),
      /^lintReport has no format "sarf".* "sarif"\?\nFormats: json, sarif, github, junit\./,
    ],
    ["a code that there is not", () => explain("MI06"), /"MI06".* "MI0\d\d"\?/],
    ["nothing to explain", () => explain(any(undefined)), /^the name must be a string, not undefined/],
    [
      "a config of one's own",
      () => generate(any({ campaigns: [] })),
      /^the config must be one that loadConfig/,
    ],
  ])("%s", (_what, call, message) => {
    const { message: words, diagnostics } = refused(call);
    expect(words).toMatch(message);
    expect(diagnostics[0]).toMatchObject({ severity: "error", file: null });
  });

  test("where a promise is returned, it is rejected", async () => {
    await expect(loadConfig(any(undefined))).rejects.toThrow(UsageError);
    await expect(verify(any({}))).rejects.toThrow(UsageError);
  });
});

test("a file that cannot be used is a UserError with its findings as data", async () => {
  const error = await loadConfig("/nowhere/mi-braze.yaml").catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(UserError);
  expect(JSON.parse(JSON.stringify((error as UserError).diagnostics))).toMatchObject([{ code: "MI001" }]);
});
