import { answersByText } from "../movable-ink/answers/in-text.js";
import { type Answer, page } from "../movable-ink/answers/page.js";
import { type Call, calls } from "./calls.js";
import type { Trouble } from "./client.js";

const errors = { says: "the status", source: "https://www.braze.com/docs/api/errors" };
const limits = { says: "the limits and their headers", source: "https://www.braze.com/docs/api/api_limits" };
const basics = { says: "keys, their permissions and hosts", source: "https://www.braze.com/docs/api/basics" };
const ours = "it is what mi-braze itself has met and done.";

type Parts = Omit<Answer, "id" | "texts" | "findings" | "sources"> &
  Partial<Pick<Answer, "sources" | "texts">>;

const api = (id: string, parts: Parts): Answer => page({ id: `braze-api-${id}`, ...parts });

const ofBlocks: Answer["sources"] = [calls.createBlock, calls.updateBlock].map(({ path, page: source }) => ({
  says: `the message, for ${path}`,
  source,
}));

/** A message that Braze documents for Content Blocks. */
const block = (
  id: string,
  text: string,
  meaning: string,
  fix: string,
  findings: readonly string[] = [],
): Answer =>
  page({
    id,
    findings,
    title: text,
    meaning,
    fix,
    texts: [text],
    sources: ofBlocks,
  });

/** What Braze's REST API answers, and what to do about it. */
export const brazeApiPages: readonly Answer[] = [
  api("400", {
    title: "Bad Request",
    meaning: "Braze does not take the request as it is. Its message says which part.",
    fix: "mi-braze explain with the message says what is meant by it.",
    sources: [errors],
  }),
  api("401", {
    title: "Unauthorized",
    meaning:
      "Braze does not know the key: it is not whole, there are quotes around it, or it was made on another instance than the one that was asked.",
    fix: "Check that the variable has the whole key and nothing else, and that rest_endpoint is the instance on which it was made; Braze shows both under Settings, APIs and Identifiers.",
    texts: ["Invalid API key"],
    sources: [errors, basics],
    undocumented: "what a key is answered that has a list of allowed addresses, from another address.",
  }),
  api("403", {
    title: "Forbidden",
    meaning: "The account's plan has no such call, or the account is not active.",
    fix: "Ask Braze's support. If the key is new, look at its permissions first: a missing one is told by the same status.",
    sources: [errors],
  }),
  api("access-denied", {
    title: "Access Denied",
    meaning: "The key lacks the permission that the call needs.",
    fix: "A key's permissions are fixed when it is made, so make a new one with it, under Settings, APIs and Identifiers, and put it in the variable. The page of each command names what it needs.",
    texts: ["Access Denied", "does not have sufficient permissions"],
    sources: [errors, basics],
    undocumented: "the message's very words.",
  }),
  api("404", {
    title: "Not Found",
    meaning: "Braze does not have what was asked for: an address of the API, or an id.",
    fix: "Check campaign_id in the config, and that rest_endpoint and api_key are those of the workspace that has the campaign.",
    texts: ["Invalid URL"],
    sources: [errors],
    undocumented: "which status and message an id is answered with that the workspace does not have.",
  }),
  api("campaign-id", {
    title: "Invalid Campaign ID",
    meaning: "The workspace has no such campaign, or none that may be asked for in this way.",
    fix: "Copy the id anew: it is the API identifier on the campaign's page in Braze, and each workspace has its own. An environment has its ids in campaign_ids.",
    texts: ["Invalid Campaign ID"],
    sources: [errors],
    undocumented: "whether calls that read campaigns say it, too: the page has it for those that send.",
  }),
  api("429", {
    title: "Too many calls of Braze's API",
    meaning:
      "The workspace has asked more often than its limit allows: 250,000 times an hour for most calls, which all of a workspace's tools share.",
    fix: "Run it again once the limit is reset; mi-braze waits by itself, up to five minutes a call. Run long jobs apart from others that use the API.",
    sources: [errors, limits],
  }),
  api("500", {
    title: "Internal Server Error",
    meaning:
      "Braze failed: with 502 the request did not come to its server, with 503 that has no capacity, with 504 another one did not answer it. It was asked several times, as Braze advises.",
    fix: "See Braze's status page, and run it again later: what is done already is not done again.",
    sources: [errors],
  }),
  api("queued", {
    title: "Queued",
    meaning: "Braze is under maintenance: it has taken the call, and carries it out later.",
    fix: "Run it again after the maintenance that Braze's status page tells of.",
    sources: [errors],
  }),
  api("redirect", {
    title: "A redirect",
    meaning: "It was not followed: the key is sent only to the host in the config.",
    fix: "Put your instance's REST endpoint in rest_endpoint; Braze shows it under Settings, APIs and Identifiers.",
    undocumented: ours,
  }),
  api("unreached", {
    title: "No answer from Braze's API",
    meaning: "The host did not respond, the connection broke off, or there was no answer within 30 seconds.",
    fix: "Check rest_endpoint, your network, a proxy or VPN, and Braze's status page; then run it again: what is done already is not done again.",
    undocumented: ours,
  }),
  api("stranger", {
    title: "Not Braze's API",
    meaning: "rest_endpoint leads to something that does not answer as Braze's REST API does.",
    fix: "Compare it with your instance's REST endpoint, which begins with rest.; Braze shows it under Settings, APIs and Identifiers.",
    undocumented: ours,
  }),
  block(
    "content-block-blank",
    "Content cannot be blank",
    "A Content Block has no text.",
    "Generate the body, and push it again.",
  ),
  block(
    "content-block-not-text",
    "Content must be a string",
    "A Content Block's text was sent as something else.",
    "This is a bug if mi-braze sent it: please report it.",
  ),
  block(
    "content-block-50kb",
    "Content must be smaller than 50kb",
    "Braze takes Content Blocks of fewer than 50 KB.",
    "Send fewer properties, or pass a structure through whole by type: json.",
    ["content-block-limit"],
  ),
  block(
    "malformed-liquid",
    "Content contains malformed liquid",
    "Braze cannot parse the Liquid of the block.",
    "mi-braze lint finds where. If it finds nothing in a generated body, this is a bug: please report it with the config.",
    ["liquid-syntax"],
  ),
  block(
    "content-block-within-itself",
    "Content Block cannot be referenced within itself",
    "The block prints itself.",
    "Take its own tag out of its text.",
  ),
  block(
    "content-block-description-blank",
    "Content Block description cannot be blank",
    "An empty description was sent.",
    "Leave the description out, or write one.",
  ),
  block(
    "content-block-description-not-text",
    "Content Block description must be a string",
    "The description was sent as something else.",
    "Write it as text.",
  ),
  block(
    "content-block-description-long",
    "Content Block description must be shorter than 250 characters",
    "The description is too long.",
    "Write fewer than 250 characters.",
  ),
  block(
    "content-block-name-blank",
    "Content Block name cannot be blank",
    "A block needs a name.",
    "Give it one.",
  ),
  block(
    "content-block-name-long",
    "Content Block name must be shorter than 100 characters",
    "The name is too long.",
    "Shorten content_blocks.prefix, or give the campaign a shorter id.",
  ),
  block(
    "content-block-name-characters",
    "Content Block name can only contain alphanumeric characters",
    "The name has other characters than letters, digits, - and _.",
    "Change content_blocks.prefix, or the campaign's id.",
  ),
  block(
    "content-block-name-taken",
    "Content Block with this name already exists",
    "Braze has a block of this name already: one that was just made and is not listed yet, an archived one, or somebody else's.",
    "Wait five minutes and push again. If it stays so, look for the name in Braze under Templates, Content Blocks, archived ones included; then give the blocks another content_blocks.prefix.",
  ),
  block(
    "content-block-name-fixed",
    "Content Block name cannot be updated for active Content Blocks",
    "An active block keeps its name.",
    "Make a block with the new name, and change the messages that print the old one.",
  ),
  block(
    "content-block-not-to-draft",
    "Active Content Block can not be updated to Draft. Create a new Content Block.",
    "An active block stays active.",
    "mi-braze sends the state active with every update. Whatever sent draft has to make a new block.",
  ),
  block(
    "content-block-state",
    "Content Block state must be either active or draft",
    "The state is neither.",
    "Send active or draft.",
  ),
  block(
    "content-block-tags-list",
    "Tags must be an array",
    "The tags were sent as something else.",
    "Write content_blocks.tags as a list.",
  ),
  block(
    "content-block-tags-text",
    "All tags must be strings",
    "A tag was sent as something else.",
    "Put each tag in content_blocks.tags in quotes.",
  ),
  block(
    "content-block-tags-unknown",
    "Some tags could not be found",
    "A block gets only tags that the workspace has.",
    "Make the tag in Braze under Settings, Tags, letter by letter as in content_blocks.tags, or take it out there.",
  ),
];

/** What a call's trouble means: a message that Braze documents says more than the status. */
export function pageOf(trouble: Trouble): Answer {
  const known = (id: string) => brazeApiPages.find((one) => one.id === `braze-api-${id}`)!;
  switch (trouble.kind) {
    case "unreached":
      return known("unreached");
    case "redirect":
      return known("redirect");
    case "stranger":
      return known(trouble.status === 202 ? "queued" : "stranger");
    case "refused": {
      const [said] = answersByText(brazeApiPages, trouble.said, { general: false });
      if (said && trouble.status < 500) return said;
      if (trouble.status >= 500) return known("500");
      return brazeApiPages.find((one) => one.id === `braze-api-${trouble.status}`) ?? known("400");
    }
  }
}

/** Whether a key may lack the permission that the call needs. */
export const mayLackScope = (trouble: Trouble): boolean =>
  trouble.kind === "refused" && (trouble.status === 401 || trouble.status === 403);

/** `content_blocks.list`, as an error names it that a key may have caused. */
export const scopeNote = ({ scope, method, path }: Call): string =>
  `${method} ${path} needs a key with the permission ${scope}.`;
