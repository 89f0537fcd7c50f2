import type { Campaign, Config } from "../../config/model/config.js";
import { readProperties } from "../../config/model/properties.js";
import { type ModelResult, modelResult } from "../../model/expected-payload.js";
import type { OrderedJson } from "../../source/json.js";
import { jsonText } from "../../source/json-text.js";
import { codeSpan, plainMarkdown } from "../../source/markdown.js";
import { preconditionWords } from "../precondition-words.js";
import { sampleMoment } from "../sample.js";
import { type SampleEvent, sampleEvent } from "../sample-event.js";
import { isMadeByBraze, sampleScope, sourceLabel } from "../sample-user.js";
import type { Step } from "./steps.js";

/**
 * The Test tab: what to type there, what has to come out, and what a test send may answer. Flat values can be typed, and
 * lists of texts; what is nested cannot.
 * Braze's `_docs/_user_guide/messaging/campaigns/test_campaigns/triggered_action_based.md`.
 */
export function testSteps(config: Config, campaign: Campaign): Step[] {
  const sample = sampleEvent(config, campaign);
  const nested = namesOf(sample, (value) => !isTypable(value));
  const result = modelled(config, campaign, sample);
  const lack = result.abort === null ? firstLack(config, campaign, sample) : undefined;
  return [
    ...conditions(campaign),
    {
      id: "test-values",
      text: "Preview as a **Customized User** who has:",
      notes: [
        ...typed(sample),
        ...(nested.length === 0
          ? []
          : [`Nested values cannot be typed there, so leave out ${nested.map(codeSpan).join(", ")}.`]),
      ],
      inTerminal: "In a terminal, `mi-braze preview --user FILE` renders any values, nested ones too.",
    },
    { id: "test-preview", ...expected(result) },
    ...(lack
      ? [
          {
            id: "test-abort",
            text: `Leave out ${lack.what}, which is required: the preview then ends in an abort, “${plainMarkdown(lack.abort)}”, which is meant. Put it in again.`,
          },
        ]
      : []),
    {
      id: "test-send",
      text: "Once Movable Ink has confirmed the mapping: **Send test**, which posts to the real endpoint, and look for 200.",
      notes: answers(config.braze?.contentBlocks !== undefined, result.abort ?? lack?.abort),
      inTerminal: "In a terminal, `mi-braze explain` knows more of each answer.",
    },
  ];
}

function conditions(campaign: Campaign): Step[] {
  const sent = preconditionWords(campaign);
  if (sent.length === 0) return [];
  return [
    {
      id: "conditions",
      text: `Events are sent ${sent.join("; ")}. Any other is aborted with that reason, which is meant: test with one that is sent and one that is not.`,
    },
  ];
}

/** What may come instead of 200, for somebody who does not have the project at hand. */
const answers = (inBlock: boolean, abort: string | undefined): string[] => [
  `**400**: what was sent is not the JSON that is expected. ${inBlock ? "See that the body is the one line, and run `mi-braze push` again" : "Paste the whole of `body.liquid` again"}; if it stays, give the response to whoever keeps the project.`,
  "**401**: the `Authorization` header is not right. It is `Basic`, one space and the value, without a line break; ask for the ready value.",
  "**404**: the URL is not whole. Copy the endpoint URL again, to its last letter.",
  `**An abort that names the campaign**${abort === undefined ? "" : `, such as “${plainMarkdown(abort)}”`}: meant. The user or event lacks what is required.`,
  "**No answer at all**: the user has no id, or the test was a preview.",
];

function typed({ profile, data }: SampleEvent): string[] {
  const fields = [...profile].flatMap(([kind, value]) =>
    isMadeByBraze(kind) ? [] : [`${sourceLabel(kind)}: ${codeSpan(value)}`],
  );
  const values = [...data].flatMap(([kind, names]) =>
    [...names].flatMap(([name, value]) =>
      isTypable(value) ? [`${sourceLabel(kind)} ${codeSpan(name)}: ${codeSpan(shown(value))}`] : [],
    ),
  );
  return [...fields, ...values];
}

const namesOf = ({ data }: SampleEvent, wanted: (value: OrderedJson) => boolean): string[] =>
  [...data.values()].flatMap((names) => [...names].flatMap(([name, value]) => (wanted(value) ? [name] : [])));

const isTypable = (value: OrderedJson): boolean =>
  Array.isArray(value) ? value.every((item) => typeof item === "string") : !(value instanceof Map);

const shown = (value: OrderedJson): string => (typeof value === "string" ? value : jsonText(value));

/** Something typed without which nothing is sent, and the abort that it then is. */
function firstLack(
  config: Config,
  campaign: Campaign,
  { profile, data }: SampleEvent,
): { readonly what: string; readonly abort: string } | undefined {
  const { userId, anonymousId } = config.identity;
  const required = readProperties(campaign.properties).flatMap((one) => (one.required ? one.from : []));
  for (const from of [...required, userId.from, ...(anonymousId ? [anonymousId.from] : [])]) {
    if (from.kind === "now" || from.kind === "item" || from.kind === "object") continue;
    const isNamed = "path" in from;
    if (!isNamed && (!profile.has(from.kind) || isMadeByBraze(from.kind))) continue;
    const { abort } = modelled(config, campaign, {
      profile: isNamed ? profile : without(profile, from.kind),
      data: isNamed
        ? new Map(data).set(from.kind, without(data.get(from.kind) ?? new Map(), from.name))
        : data,
    });
    const label = sourceLabel(from.kind);
    if (abort !== null) return { what: isNamed ? `${label} ${codeSpan(from.name)}` : label, abort };
  }
  return undefined;
}

function without<K, V>(map: ReadonlyMap<K, V>, key: K): Map<K, V> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}

/** What the config means for the user and event, as far as they can be typed. */
function modelled(config: Config, campaign: Campaign, { profile, data }: SampleEvent): ModelResult {
  const typable = new Map(
    [...data].map(([kind, names]) => [kind, new Map([...names].filter(([, value]) => isTypable(value)))]),
  );
  return modelResult(config, campaign, sampleScope({ profile, data: typable }, sampleMoment));
}

function expected({ payload, abort }: ModelResult): Pick<Step, "text" | "json"> {
  if (payload === null)
    return {
      text: `The preview then ends in an abort, “${plainMarkdown(abort ?? "")}”, which is meant: what is required cannot be typed there.`,
    };
  return {
    text: "The message preview then holds this, however its lines are broken; the time is that of the preview:",
    json: jsonText(payload, 2),
  };
}
