import type { Config, MovableInk } from "../../config/model/config.js";
import { codeSpan } from "../../source/markdown.js";
import { sourceText } from "../body/source-text.js";
import { headersOf, placeholder } from "../headers.js";
import type { Step } from "./steps.js";

/** What is done once, for all campaigns of the config. */
export function onceSteps(config: Config, movableInk: MovableInk): Step[] {
  const { anonymousId, userId } = config.identity;
  return [
    {
      id: "credentials",
      text: `Have the endpoint URL (${codeSpan(placeholder(movableInk.endpoint))}) and the credentials (${codeSpan(headersOf(movableInk).Authorization!)}) from your Movable Ink Client Experience team.`,
    },
    {
      id: "samples",
      text: "Give them the sample payload and the mapping sheet of each campaign, which say what field of theirs each value goes to.",
      inTerminal:
        "The sample is `sample-payload.json` in the campaign's folder; in a terminal, `mi-braze mapping` prints the sheets.",
    },
    {
      id: "no-personal-data",
      text: "Put no personal data into samples of your own: no e-mail address, no phone number, no full birth date.",
    },
    {
      id: "mapping-confirmed",
      text: "Wait until they confirm that the mapping is complete: before that, test sends are expected to fail.",
    },
    {
      id: "creatives",
      text: "Give them the creative assets (PSD files, a fallback image) and the rules for when the content shows.",
    },
    {
      id: "mi-u",
      text: `Check that \`user_id\` (from ${codeSpan(sourceText(userId.from))}) is the value that your message links carry as \`mi_u\`, and that it never changes for a person.`,
    },
    ...(anonymousId && isSent(config)
      ? [
          {
            id: "anonymous-id",
            text: `Check that \`anonymous_id\` (from ${codeSpan(sourceText(anonymousId.from))}) stays the same for a profile${anonymousId.from.kind === "email_address" ? ": an id made from the e-mail address changes when the address does" : ""}.`,
          },
        ]
      : []),
  ];
}

/** Whether any campaign sends anonymous ids. */
const isSent = ({ identity, campaigns }: Config): boolean =>
  identity.audience === "known_and_anonymous" || campaigns.some(({ type }) => type === "identify");
