import { expect, test } from "vitest";
import { lintSource } from "../../src/index.js";

const found = (text: string) =>
  lintSource(text, { file: "body.liquid" }).diagnostics.map(({ code, severity }) => `${code} ${severity}`);

test.each([
  ['{"external_id": "{{${USER_ID}}}"}', ["MI046 error"]],
  [
    '{"user_id": "{{${external_id} | json_escape}}", "a": "{{${firstname}}}"}',
    ["MI046 error", "MI046 warning"],
  ],
  ['{"users": [{"externalId": "{{ uid }}"}]}', ["MI125 error"]],
  ['{"user_id": "{{targeted_device.${id}}}"}', ["MI120 error"]],
  ['{% assign id = ${external_id} | strip %}{"user_id": "{{ id }}"}', ["MI046 error"]],
  ['{% capture id %}{{ ${USER_ID} }}{% endcapture %}{"braze_id": "{{ id }}"}', ["MI046 error"]],
  // Not blank for everybody, or nobody is told apart by it.
  ['{"user_id": "{{${external_id} | default: ${user_id} | json_escape}}"}', ["MI046 warning"]],
  ['{"user_name": "{{${USER_NAME}}}"}', ["MI046 warning"]],
])("an id that is blank for everybody is an error: %s", (text, wanted) => {
  expect(found(text).sort()).toEqual(wanted.sort());
});

test("what only follows from it is left out", () => {
  const text =
    '{% comment %}mi-braze-target movable_ink{% endcomment %}{"type": "track", "event": "signed_up", "user_id": "{{${USER_ID}}}", "timestamp": 1701886845000}';
  expect(found(text)).toEqual(["MI046 error"]);
});

test("Braze's own id is never blank, and a blank id still is", () => {
  const codes = (id: string) =>
    lintSource(
      `{% comment %}mi-braze-target movable_ink{% endcomment %}{"type": "track", "event": "signed_up", "anonymous_id": "${id}", "timestamp": 1701886845000}`,
    ).diagnostics.map(({ code }) => code);
  expect(codes("{{${braze_id}}}")).toEqual([]);
  expect(codes("{{${braze_id}}}{{${city} | json_escape}}")).toEqual(["MI070"]);
  expect(codes("{{custom_attribute.${id} | json_escape}}")).toEqual(["MI070"]);
});
