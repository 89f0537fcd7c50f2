import { describe, expect, test } from "vitest";
import { renderTemplate } from "../../src/index.js";
import type { TagDefinition } from "../../src/liquid/tags/definition.js";
import { tags } from "../../src/liquid/tags/index.js";

const anyone = { user: {} };

describe("the example of a tag", () => {
  test.each(Object.values<TagDefinition>(tags).map((tag) => [tag.name, tag] as const))(
    "%s gives what its record says",
    (name, { example, status }) => {
      const strict = status !== "unsupported";
      const rendering = renderTemplate(example.template, example.fixture ?? anyone, { lenient: !strict });
      expect(rendering.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(example.template).toContain(name);
      if ("abort" in example) expect(rendering).toMatchObject({ outcome: "aborted", abort: example.abort });
      else expect(rendering).toMatchObject({ outcome: "sent", body: example.output });
    },
  );

  test.each(
    Object.values<TagDefinition>(tags).flatMap((tag) =>
      tag.status === "unsupported" ? [[tag.name, tag] as const] : [],
    ),
  )("%s fails unless it is read leniently", (_, { example }) => {
    const { outcome, diagnostics } = renderTemplate(example.template, example.fixture ?? anyone);
    expect(outcome).toBe("failed");
    expect(diagnostics.map(({ code }) => code)).toContain("MI045");
  });

  test("every option of connected_content is described", async () => {
    const { connectedContentOptions } = await import("../../src/liquid/tags/connected-content.js");
    const described = Object.keys(tags.connected_content.options!).map(
      (option) => /^:(\w+)/.exec(option)![1],
    );
    expect(described.sort()).toEqual(Object.keys(connectedContentOptions).sort());
  });
});
