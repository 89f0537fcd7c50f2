import type { Page } from "./rule.js";

/** What commands say of files, fixtures and runs; no rules of a template. */
export const messages: readonly Page[] = [
  {
    code: "MI001",
    summary: "A file cannot be read.",
    why: "What stands in it is not looked at; everything else is.",
    remedy: "Check the path, the rights, and that it is no folder. Exit code 3.",
  },
  {
    code: "MI002",
    summary: "A file cannot be written.",
    why: "Nothing is half written: what was there before still stands.",
    remedy: "Check the rights and the space on the disk, then run the command again. Exit code 3.",
  },
  {
    code: "MI003",
    summary: "There is no config.",
    why: "Without `mi-braze.yaml` there is nothing to generate.",
    remedy: "Run `mi-braze init`, change into the project's folder, or name the file with `--config`.",
  },
  {
    code: "MI004",
    summary: "The command line asks for something that does not go together.",
    why: "Nothing was done.",
    remedy: "See `mi-braze help COMMAND`. Exit code 2.",
  },
  {
    code: "MI005",
    summary: "The generated files are not what the config means.",
    why: "Somebody changed the config and did not generate, or changed a generated file by hand. What is pasted into Braze would be something else.",
    remedy: "Run `mi-braze generate` and commit what it writes.",
  },
  {
    code: "MI030",
    summary: "A fixture is no JSON.",
    why: "It cannot be rendered for.",
    remedy: "Mend the place that the finding points at.",
  },
  {
    code: "MI031",
    summary: "A fixture is JSON, but not of the shape that fixtures have.",
    why: "What was meant by it would be left out without a word.",
    remedy: "See `docs/fixtures.md`: `user` as Braze exports it, `event` as it is tracked, `expect`.",
  },
  {
    code: "MI032",
    summary: "Which campaign a fixture is for cannot be told.",
    why: "Its event triggers none of the campaigns, or several.",
    remedy: 'Name it: `"campaign": "slug"`.',
  },
  {
    code: "MI033",
    summary: "Something of a fixture is passed over.",
    why: "It holds more than one event, or what is not read.",
    remedy: "Nothing, if it is meant so.",
  },
  {
    code: "MI034",
    summary: "What is rendered is not what the fixture expects.",
    why: "The config or the expectation has changed.",
    remedy: "Read the difference. If the new payload is right, run `mi-braze verify --update`.",
  },
  {
    code: "MI035",
    summary: "The two engines do not give the same payload.",
    why: "One of them is wrong about Liquid. It is a fault of mi-braze, and the body should not be used before it is understood.",
    remedy: "Please report it with the config and the fixture.",
  },
  {
    code: "MI036",
    summary: "A fixture expects nothing.",
    why: "`verify` would pass whatever is sent.",
    remedy: "Run `mi-braze verify --update`, and read what it writes.",
  },
  {
    code: "MI037",
    summary: "There are no fixtures.",
    why: "Nothing was verified.",
    remedy: "See `docs/fixtures.md` for how to make the first one.",
  },
  {
    code: "MI038",
    summary: "`headers.json` is not an object of texts by name.",
    why: "The headers of the webhook cannot be told from it.",
    remedy: 'Write it like `{"Content-Type": "application/json"}`.',
  },
  {
    code: "MI041",
    summary: "A limit was met: size, depth, turns or time.",
    why: "A template that goes on without end would never be sent.",
    remedy: "Make the template smaller; the finding names the limit.",
  },
  {
    code: "MI042",
    summary: "An operation failed, and its error stands in what was rendered.",
    why: "Liquid prints `Liquid error: …` into the output and goes on.",
    remedy: "Guard the value, or bring it to one type first.",
  },
  {
    code: "MI043",
    summary: "What was rendered is no JSON.",
    why: "Braze sends it all the same; the endpoint answers 4XX, and Braze never sends it again.",
    remedy: "`mi-braze lint` shows the place and the reason.",
  },
  {
    code: "MI048",
    summary: "A fixture lacks what the template asks of the world.",
    why: "Connected Content, catalogs and Content Blocks come from the fixture or from files, never from the network.",
    remedy: "Add the answer that the finding names.",
  },
  {
    code: "MI049",
    summary: "There is no such assumption, or it has no such setting.",
    why: "Where Braze's documentation is silent, an assumption stands in; `docs/liquid/assumptions.md` lists them.",
    remedy: "Take the name that the finding proposes.",
  },
];
