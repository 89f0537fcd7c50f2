import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readStamp, versionOf } from "../../src/generate/body/stamp.js";
import { liveBody } from "../../src/generate/live-body.js";
import { bodiesIn } from "../support/bodies.js";

const retail = bodiesIn("examples/acme-retail").map(({ campaign, text }) => ({ slug: campaign.slug, text }));
const [viewed] = retail as [(typeof retail)[number]];
const older = (text: string) => {
  const below = text.slice(text.indexOf("\n") + 1).replace('"title"', '"name"');
  return text.slice(0, text.indexOf("\n") + 1).replace(/version \w+/, `version ${versionOf(below)}`) + below;
};
const withoutVersion = (text: string) => text.replace(/, version \w+/, "");
const cases: [what: string, live: string, state: string, slug: string | undefined][] = [
  ["as it was generated", viewed.text, "same", "product_viewed"],
  ["without the line end at its end", viewed.text.trimEnd(), "same", "product_viewed"],
  ["with the line ends of Windows", viewed.text.replaceAll("\n", "\r\n"), "same", "product_viewed"],
  ["with a byte order mark", `\uFEFF${viewed.text}`, "same", "product_viewed"],
  ["with blank lines around it", `\n\n${viewed.text}\n\n`, "same", "product_viewed"],
  [
    "from a config of another name",
    viewed.text.replace("mi-braze.yaml", "braze.yaml"),
    "same",
    "product_viewed",
  ],
  ["from before there were versions", withoutVersion(viewed.text), "same", "product_viewed"],
  ["of a generation before", older(viewed.text), "older", "product_viewed"],
  ["edited", viewed.text.replace('"track"', '"Track"'), "edited", "product_viewed"],
  [
    "edited by a space within a line",
    viewed.text.replace('"type": ', '"type":  '),
    "edited",
    "product_viewed",
  ],
  ["with a line before the first", `{% assign x = 1 %}\n${viewed.text}`, "edited", "product_viewed"],
  [
    "of a generation before, and edited",
    older(viewed.text).replace('"track"', '"Track"'),
    "older-edited",
    "product_viewed",
  ],
  [
    "edited, from before there were versions",
    withoutVersion(viewed.text).replace('"track"', '"Track"'),
    "older-edited",
    "product_viewed",
  ],
  ["without its first line", viewed.text.replace(/^.*\n/, ""), "cut", "product_viewed"],
  ["without its last lines", viewed.text.split("\n").slice(0, 20).join("\n"), "cut", "product_viewed"],
  ["of which the first line alone is there", viewed.text.split("\n")[0]!, "cut", "product_viewed"],
  [
    "edited, without its first line",
    viewed.text.replace(/^.*\n/, "").replace('"track"', '"Track"'),
    "older-edited",
    "product_viewed",
  ],
  [
    "of a campaign that is gone",
    viewed.text.replace("product_viewed, version", "wishlist, version"),
    "left",
    "wishlist",
  ],
  ["of somebody else", '{"hello": "{{${first_name}}}"}', "unknown", undefined],
  ["that is empty", "", "unknown", undefined],
];

describe("a body copied back from Braze", () => {
  test.each(cases)("%s", (_, live, state, slug) => {
    expect(liveBody(live, retail)).toMatchObject({ state, slug });
  });

  test("is like its own campaign and no other", () => {
    const states = retail.map(({ text }) => liveBody(text.replace(/^.*\n/, ""), retail).slug);
    expect(states).toEqual(retail.map(({ slug }) => slug));
  });

  test("that is not as it was generated never counts as the same", () => {
    const lines = viewed.text.split("\n");
    fc.assert(
      fc.property(fc.nat(lines.length - 2), fc.string({ minLength: 1 }), (at, text) => {
        fc.pre(text.trim() !== "");
        const live = lines.with(at, `${lines[at]}${text}`).join("\n");
        fc.pre(readStamp(live)?.below !== readStamp(viewed.text)?.below);
        expect(liveBody(live, retail).state).not.toBe("same");
      }),
    );
  });
});

test.each(bodiesIn("examples", "test/cases/bodies"))(
  "$name carries its slug and the version of what is below",
  ({ campaign, text }) => {
    const stamp = readStamp(text)!;
    expect(stamp).toMatchObject({ slug: campaign.slug, before: "", version: versionOf(stamp.below) });
  },
);

test("another body has another version", () => {
  const versions = bodiesIn("examples", "test/cases/bodies").map(({ text }) => readStamp(text)!.version);
  const texts = bodiesIn("examples", "test/cases/bodies").map(({ text }) => readStamp(text)!.below);
  expect(new Set(versions).size).toBe(new Set(texts).size);
});
