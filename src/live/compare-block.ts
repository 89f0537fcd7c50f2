import type { ContentBlocks } from "../config/model/config.js";
import { type GeneratedBody, type LiveBody, liveBody } from "../generate/live-body.js";
import type { Drift } from "./drift.js";

/** A Content Block as Braze has it. */
export interface BlockInBraze {
  readonly content: string;
  readonly tags: readonly string[];
}

/**
 * Whether nobody has changed a block since it was pushed: it is what some generation was, by its first line. A push needs
 * no record of its own to tell an edit in Braze from an older body, so it can be killed, and run anywhere.
 */
export const isAsPushed = ({ state }: LiveBody): boolean => state === "same" || state === "older";

/** A block beside the body that it ought to have; of another campaign's, or of none, it is nobody's generation. */
export function blockState(content: string, body: GeneratedBody): LiveBody {
  const live = liveBody(content, [body]);
  if (live.state !== "left") return live;
  return { ...live, slug: body.slug, state: "older-edited" };
}

/** Tags of the config that a block lacks; others are somebody's business. */
export const missingTags = ({ tags }: ContentBlocks, block: Pick<BlockInBraze, "tags">): string[] =>
  tags.filter((tag) => !block.tags.includes(tag));

/** How a campaign's block differs from its body; `found` is absent where Braze does not have it. */
export function blockDrifts(
  name: string,
  body: GeneratedBody,
  settings: ContentBlocks,
  found: (BlockInBraze & { readonly live: LiveBody }) | undefined,
): Drift[] {
  if (!found)
    return [
      {
        what: "block",
        message: `there is no Content Block ${name} in Braze`,
        next: ["mi-braze push makes it. One that was just made may not be listed for five minutes."],
      },
    ];
  const lacking = missingTags(settings, found);
  const texts = { live: found.content, generated: body.text };
  return [
    ...(found.live.state === "same"
      ? []
      : [
          isAsPushed(found.live)
            ? {
                what: "block" as const,
                message: `the Content Block ${name} has an older generation (version ${found.live.version}; today's is ${found.live.generated?.version})`,
                next: ["mi-braze push brings it up to date."],
                texts,
              }
            : {
                what: "block" as const,
                message: `the Content Block ${name} was edited in Braze: it is as no generation was`,
                next: [
                  "What was meant by the edit belongs in the config; then mi-braze push --force overwrites the block.",
                ],
                texts,
              },
        ]),
    ...(lacking.length > 0
      ? [
          {
            what: "tags" as const,
            message: `the Content Block ${name} lacks the tag${lacking.length === 1 ? "" : "s"} ${lacking.join(", ")}`,
            next: ["mi-braze push gives them to it."],
          },
        ]
      : []),
  ];
}
