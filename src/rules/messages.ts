import * as braze from "../braze/findings.js";
import * as fixture from "../braze/fixture/findings.js";
import { brazePages } from "../braze/pages.js";
import * as api from "../braze-api/findings.js";
import * as config from "../config/findings.js";
import * as outside from "../diagnostics/findings.js";
import * as liquid from "../liquid/findings.js";
import * as live from "../live/findings.js";
import * as signal from "../signal/findings.js";
import * as verify from "../verify/findings.js";
import { sentAnyway, sentAnywaySources } from "./json/sent-anyway.js";
import type { Page } from "./rule.js";

/** What commands say of files, fixtures and runs; no rules of a template. */
export const unreadableFile: Page = {
  kind: outside.unreadableFile,
  summary: "A file cannot be read.",
  why: "Its content is not checked; everything else is.",
  fix: "Check the path, the rights, and that it is not a folder. Exit code 3.",
};

export const unwritableFile: Page = {
  kind: outside.unwritableFile,
  summary: "A file cannot be written.",
  why: "Nothing is half written: what was there before is kept.",
  fix: "Check the rights and the space on the disk, then run the command again. Exit code 3.",
};

export const tookTooLong: Page = {
  kind: outside.tookTooLong,
  summary: "Work on one file took longer than a minute and was ended.",
  why: "Whatever is done with a file is bounded in steps, so that a verdict is the same on every machine. This watchdog is for what those bounds have overlooked: CI does not hang, and no verdict is made up. The run ends with exit code 3.",
  fix: "Leave the file out or cut it down, and report it: no file should take so long.",
};

export const internalError: Page = {
  kind: outside.internalError,
  summary: "mi-braze itself failed at a file.",
  why: "This is a mistake of mi-braze and not of the file. Nothing is known of the file, and no verdict is made up; the other files were read. The run ends with exit code 3.",
  fix: "Report it, with the file if you can. Until it is fixed, leave the file out.",
};

export const staleBaseline: Page = {
  kind: outside.staleBaseline,
  summary: "The baseline lists a finding that is no longer there.",
  why: "It was fixed, or its line was rewritten. Left in the baseline, it would hide the next one of its kind at an equal line.",
  fix: "Run the same command with `--update-baseline` and commit the file.",
  sources: ["docs/ci.md"],
};

export const baselineNotUsable: Page = {
  kind: outside.baselineNotUsable,
  summary: "The baseline is not there, cannot be read, or is none.",
  why: "Which findings are new cannot be told, so none is told as new and none as known. Exit code 3.",
  fix: "`--update-baseline` writes a baseline. One that a merge has damaged is deleted first: what is found now is written anew. A file that is not a baseline is never overwritten.",
  sources: ["docs/ci.md"],
};

export const notComparable: Page = {
  kind: outside.notComparable,
  summary: "What changed since a commit cannot be told.",
  why: "`--changed-since` asks Git. There is none, this is not a repository, the branch or commit is not there, or a shallow clone lacks the commits in between. Exit code 3.",
  fix: "In GitHub Actions give `actions/checkout` a `fetch-depth: 0`, elsewhere run `git fetch --unshallow`; name a branch with its remote, such as `origin/main`.",
  sources: ["https://git-scm.com/docs/git-merge-base", "https://github.com/actions/checkout", "docs/ci.md"],
};

export const notImportable: Page = {
  kind: outside.notImportable,
  summary: "`import` cannot read the body as a payload.",
  why: "It is not a JSON object with Liquid in it (a form, a string, a list of scalars), it is so broken that where a member ends cannot be told, or mi-braze generated it. Nothing is written. Commas too many or missing, comments, single quotes and missing outer braces are read through.",
  fix: "Run `mi-braze lint BODY --fix`, which fixes most structural faults, then `import` again.",
  sources: ["docs/import.md"],
};

export const payloadEvent: Page = {
  kind: verify.payloadEvent,
  summary: "`check` was given a payload of an event that no campaign sends.",
  why: "Movable Ink's mappings match on the event's name, letter by letter. What no mapping matches is refused or dropped.",
  fix: "Take the name that is suggested, or add a campaign with that `event` to the config. Names on the wire that differ from the config's are under `wire.values`.",
  sources: ["docs/check.md", "docs/contract.md"],
};

export const payloadMember: Page = {
  kind: verify.payloadMember,
  summary: "A payload has a member that this event does not have.",
  why: "Fields that no path of the event's mapping names are dropped. A misspelt one is lost, and the one that is meant is missing.",
  fix: "Take the name that is suggested, or add the property to the campaign and to the mapping.",
  sources: ["docs/check.md", "docs/mapping.md"],
};

export const payloadMissing: Page = {
  kind: verify.payloadMissing,
  summary: "A payload lacks what every payload of its event has.",
  why: "The config says `required`, or it belongs to the envelope. The generated body would have aborted rather than send this.",
  fix: "Find out why the sender left it out; if it may be missing, take `required` out of the config.",
  sources: ["docs/check.md"],
};

export const payloadValue: Page = {
  kind: verify.payloadValue,
  summary: "A value of a payload is not of the type that the config gives it.",
  why: "What was agreed with Movable Ink is the type of the mapping sheet. A number as text, a blank string or a null is stored as such, or refused.",
  fix: "Send the type that is named. What has no value is left out of a payload.",
  sources: ["docs/check.md", "docs/mapping.md"],
};

export const configNotFound: Page = {
  kind: config.configNotFound,
  summary: "There is no config.",
  why: "Without `mi-braze.yaml` there is nothing to generate.",
  fix: "Run `mi-braze init`, change into the project's folder, or name the file with `--config`.",
};

export const wrongUsage: Page = {
  kind: outside.wrongUsage,
  summary: "The command line asks for something that does not go together.",
  why: "Nothing was done.",
  fix: "See `mi-braze help COMMAND`. Exit code 2.",
};

export const staleOutput: Page = {
  kind: outside.staleOutput,
  summary: "The generated files are not what the config means.",
  why: "Somebody changed the config and did not generate, or changed a generated file by hand. What is pasted into Braze would be something else.",
  fix: "Run `mi-braze generate` and commit what it writes.",
};

export const fixtureSyntax: Page = {
  kind: fixture.fixtureSyntax,
  summary: "A fixture is not JSON.",
  why: "It cannot be rendered for.",
  fix: "Fix the place that the finding points at.",
};

export const fixtureShape: Page = {
  kind: fixture.fixtureShape,
  summary: "A fixture is JSON, but not of the shape that fixtures have.",
  why: "What was meant by it would be left out without a word.",
  fix: "See `docs/fixtures.md`: `user` as Braze exports it, `event` as it is tracked, `expect`.",
};

export const fixtureCampaign: Page = {
  kind: fixture.fixtureCampaign,
  summary: "Which campaign a fixture is for cannot be told.",
  why: "Its event triggers none of the campaigns, or several.",
  fix: 'Name it: `"campaign": "slug"`.',
};

export const fixtureName: Page = {
  kind: fixture.fixtureName,
  summary: "A field of a fixture has a name that Braze's API does not have.",
  why: "It is passed over, so the fixture shows another user or event than the one that is meant: `user` and `event` have the names of the API, which differ from those of Liquid.",
  fix: "Take the name that the finding proposes; docs/fixtures.md has both side by side.",
  sources: [
    "https://www.braze.com/docs/api/endpoints/export/user_data/post_users_identifier",
    "https://www.braze.com/docs/api/objects_filters/event_object",
    "docs/fixtures.md",
  ],
};

export const notTaken: Page = {
  kind: fixture.notTaken,
  summary: "A fixture holds what Braze does not take, or does not keep.",
  why: "Braze answers `Invalid 'properties' field` to reserved names, and the event never triggers anything; texts of more than 255 characters are beyond its limit, and what becomes of the rest is not documented. What the fixture shows does not happen.",
  fix: "Send it under another name: `occurred_at` for `time`, `unit_price` for a purchase's `price`. Names begin with no $, texts have 255 characters, an event 256 properties and 100 KB, a purchase 50 KB.",
  sources: [
    "https://www.braze.com/docs/user_guide/data/activation/events/custom_events/custom_event_properties",
    "https://www.braze.com/docs/api/objects_filters/event_object",
    "https://www.braze.com/docs/api/objects_filters/purchase_object",
  ],
};

export const departingFixture: Page = {
  kind: verify.departingFixture,
  summary: "A fixture holds something else than `data:` in the config declares.",
  why: "Proofs take it that nobody has other data. Either the fixture shows nobody, or what is declared does not hold, and a body that is proven for it may break.",
  fix: "Fix the fixture, or widen what the config declares of the name.",
  sources: ["docs/config.md", "docs/inputs.md"],
};

export const fixtureNote: Page = {
  kind: fixture.fixtureNote,
  summary: "Something of a fixture is passed over.",
  why: "It holds more than one event, or what is not read.",
  fix: "Nothing, if it is meant so.",
};

export const unexpectedPayload: Page = {
  kind: verify.unexpectedPayload,
  summary: "What is rendered is not what the fixture expects.",
  why: "The config or the expectation has changed.",
  fix: "Read the difference. If the new payload is right, run `mi-braze verify --update`.",
};

export const enginesDisagree: Page = {
  kind: verify.enginesDisagree,
  summary: "The two engines do not give the same payload.",
  why: "One of them is wrong about Liquid. It is a fault of mi-braze, and the body should not be used before it is understood.",
  fix: "Please report it with the config and the fixture.",
};

export const noExpectation: Page = {
  kind: verify.noExpectation,
  summary: "A fixture expects nothing.",
  why: "`verify` would pass whatever is sent.",
  fix: "Run `mi-braze verify --update`, and read what it writes.",
};

export const noFixtures: Page = {
  kind: verify.noFixtures,
  summary: "There are no fixtures.",
  why: "Nothing was verified.",
  fix: "See `docs/fixtures.md` for how to make the first one.",
};

export const headersFile: Page = {
  kind: braze.headersFile,
  summary: "`headers.json` is not an object of texts by name.",
  why: "The headers of the webhook cannot be told from it.",
  fix: 'Write it like `{"Content-Type": "application/json"}`.',
};

export const liquidLimit: Page = {
  kind: liquid.liquidLimit,
  summary: "A limit was met: size, depth or steps.",
  why: "A template that goes on without end would never be sent.",
  fix: "Make the template smaller; the finding names the limit.",
};

export const liquidErrorInOutput: Page = {
  kind: liquid.liquidErrorInOutput,
  summary: "An operation failed, and its error is in the rendered text.",
  why: "Liquid prints `Liquid error: …` into the output and goes on. Whether Braze sends such a message is not documented: see the assumption `errors`.",
  fix: "Guard the value, or bring it to one type first.",
  sources: [brazePages.eventProperties],
};

export const brokenJson: Page = {
  kind: verify.brokenJson,
  summary: "What was rendered is not JSON.",
  why: sentAnyway,
  fix: "`mi-braze lint` shows the place and the reason.",
  sources: sentAnywaySources,
};

export const missingAnswer: Page = {
  kind: liquid.missingAnswer,
  summary: "A fixture lacks what the template asks of the world.",
  why: "Connected Content, catalogs and Content Blocks come from the fixture or from files, never from the network.",
  fix: "Add the answer that the finding names.",
};

export const unknownAssumption: Page = {
  kind: liquid.unknownAssumption,
  summary: "There is no such assumption, or it has no such setting.",
  why: "Where Braze's documentation does not say, an assumption decides; `docs/liquid/assumptions.md` lists them.",
  fix: "Take the name that the finding proposes.",
};

export const sampleMisfit: Page = {
  kind: signal.sampleMisfit,
  summary: "Sample data does not fit the schema of the feed.",
  why: "Movable Ink answers 400 to attributes that the feed's schema does not hold, or holds with another type.",
  fix: "Enter signal/feed-schema.md in Movable Ink, or send the attribute as the schema has it.",
  sources: ["https://docs.dataflysignal.com/integrations/cdp/movable-ink-customer-data"],
};

export const feedSchemaConflict: Page = {
  kind: signal.feedSchemaConflict,
  summary: "Two events send one attribute with two types.",
  why: "A feed has one schema for all events, so one of the two would be refused.",
  fix: "Give both the same type, or one of them another name.",
  sources: ["https://docs.dataflysignal.com/integrations/cdp/movable-ink-customer-data"],
};

export const sharedAttribute: Page = {
  kind: signal.sharedAttribute,
  summary: "Two events send different ids under one attribute.",
  why: "A feed has one schema for all events, so a product's id and an order's fill the same attribute: of a person, the last one sent is left.",
  fix: "Give one of them a name of its own, such as order_id.",
  sources: ["https://docs.dataflysignal.com/integrations/cdp/movable-ink-customer-data"],
};

export const installedDiffers: Page = {
  kind: signal.installedDiffers,
  summary: "What is installed in Datafly Signal is not what the config says, or nothing is.",
  why: "Events go to another feed or company, or nowhere.",
  fix: "Run `mi-braze signal install`, or change it in Signal.",
  sources: ["https://docs.dataflysignal.com/integrations/cdp/movable-ink-customer-data"],
};

export const apiRefused: Page = {
  kind: api.apiRefused,
  summary: "Braze's API refuses a call.",
  why: "The message has Braze's own words, and what they mean. A key has the permissions that it was made with: each command's page names those that it needs.",
  fix: "Do what the message says; `mi-braze explain` knows each message that Braze documents.",
  sources: ["https://www.braze.com/docs/api/errors", "https://www.braze.com/docs/api/basics"],
};

export const apiUnreached: Page = {
  kind: api.apiUnreached,
  summary: "Braze's API does not answer.",
  why: "A call that reads, and one that may be done twice, was tried several times, with growing waits. Exit code 3.",
  fix: "Check `braze.rest_endpoint`, the network and Braze's status page, then run the command again: what is done is not done again.",
  sources: ["https://www.braze.com/docs/api/errors"],
};

export const liveDrift: Page = {
  kind: live.liveDrift,
  summary: "What runs in Braze is not what the config means.",
  why: "Somebody edited it in the dashboard, or it was not brought up to date after the config changed. What was proven is then not what is sent.",
  fix: "`mi-braze push` brings Content Blocks up to date; what was pasted is pasted again. What was meant by an edit belongs in the config first.",
  sources: ["docs/diff.md"],
};

export const pushConflict: Page = {
  kind: live.pushConflict,
  summary: "A Content Block in Braze was changed by somebody else than `push`.",
  why: "Its text is not what any generation was, by the version in its first line: somebody edited it in the dashboard, or it was never pushed. It is not overwritten, and the blocks that nobody changed are pushed all the same.",
  fix: "Bring what was meant by the edit into the config. Then `mi-braze push --force` overwrites the block. One that was never ours wants another `braze.content_blocks.prefix`.",
  sources: ["docs/push.md"],
};
