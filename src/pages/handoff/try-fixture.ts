import type { Fixture } from "../../braze/fixture/fixture.js";
import { fixtureFrom } from "../../braze/fixture/from-object.js";
import type { Campaign } from "../../config/model/config.js";
import type { SampleEvent } from "../../generate/sample-event.js";
import { sampleFixture } from "../../generate/sample-user.js";
import type { ModelResult } from "../../model/expected-payload.js";
import { jsonText } from "../../source/json-text.js";
import { copyButton } from "../look/copy.js";
import { button, element, idOf } from "../look/dom.js";

/** What is typed as a fixture, with what is expected of it. */
export const fixtureText = (
  { slug, trigger }: Campaign,
  typed: SampleEvent,
  now: Date,
  { payload, abort }: ModelResult,
): string =>
  jsonText(
    new Map<string, unknown>([
      ["now", now.toISOString().replace(".000Z", "Z")],
      ["campaign", slug],
      ...sampleFixture(typed, trigger),
      ["expect", payload ? { payload } : { abort }],
    ]),
    2,
  );

/** Takes a fixture to begin with, and hands out what is typed as one. */
export function offerFixtures(take: (fixture: Fixture) => void): void {
  const place = idOf("try-keep");
  const field = idOf("try-load");
  if (!place || !(field instanceof HTMLInputElement)) return;
  const said = element("span", { class: "muted", role: "status" });
  field.addEventListener("change", async () => {
    const [file] = field.files ?? [];
    if (!file) return;
    const { fixture, diagnostics } = fixtureFrom(await file.text(), file.name);
    field.value = "";
    said.textContent = fixture
      ? `${file.name} is loaded.`
      : `${file.name} is not a fixture: ${diagnostics[0]?.message}.`;
    if (fixture) take(fixture);
  });
  place.append(
    button("Load a fixture", () => field.click()),
    copyButton(
      "Copy as a fixture, as it is typed",
      () => idOf("try-fixture")?.textContent ?? "",
      "Copy as a fixture",
    ),
    said,
  );
}
