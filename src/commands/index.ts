import type { Commands } from "./shared/context.js";

/** A new command is a file and a row here. */
export const commands: Commands = [
  {
    name: "init",
    summary: "start a project: a commented config and a fixture",
    load: () => import("./init/index.js"),
  },
  {
    name: "import",
    summary: "turn an existing webhook body into a config, and compare the two",
    load: () => import("./import/index.js"),
  },
  {
    name: "generate",
    summary: "write the webhook of each campaign: body, URL, headers, checklist, sample",
    load: () => import("./generate.js"),
  },
  {
    name: "preview",
    summary: "render one campaign, or any template, for one user",
    load: () => import("./preview.js"),
  },
  {
    name: "verify",
    summary: "render every fixture and compare with what it expects",
    load: () => import("./verify/index.js"),
  },
  {
    name: "lint",
    summary: "prove and check the config's webhooks, or any template",
    load: () => import("./lint/index.js"),
  },
  {
    name: "explain",
    summary: "what a finding, a status or an abort means, and what to do",
    load: () => import("./explain.js"),
  },
  {
    name: "check",
    summary: "hold payloads that somebody sent to the config's events and the contract",
    load: () => import("./check/index.js"),
  },
  {
    name: "diff",
    summary: "hold what runs in Braze to what the config generates",
    load: () => import("./diff/index.js"),
  },
  {
    name: "push",
    summary: "bring the Content Blocks that have the bodies up to date in Braze",
    load: () => import("./push/index.js"),
  },
  {
    name: "audit",
    summary: "prove and check every webhook that runs in Braze",
    load: () => import("./audit/index.js"),
  },
  {
    name: "pull-user",
    summary: "a real profile as the user of a fixture, with stand-ins for personal data",
    load: () => import("./pull-user.js"),
  },
  {
    name: "pull-types",
    summary: "the data types of Braze's custom attributes, as data: of the config",
    load: () => import("./pull-types.js"),
  },
  {
    name: "deployed",
    summary: "mark which bodies were pasted into Braze, and see which are out of date",
    load: () => import("./deployed.js"),
  },
  {
    name: "mapping",
    summary: "the event mapping sheet for Movable Ink: criteria, paths, samples",
    load: () => import("./mapping.js"),
  },
  {
    name: "serve",
    summary: "the hand-off page and the playground, live over the project",
    load: () => import("./serve/index.js"),
  },
  {
    name: "sandbox",
    summary: "a local stand-in for Movable Ink's endpoint",
    load: () => import("./sandbox.js"),
  },
  { name: "send", summary: "send one rendered payload", load: () => import("./send.js") },
  {
    name: "simulate",
    summary: "events through their campaigns to a sandbox, by Braze's delivery rules",
    load: () => import("./simulate.js"),
  },
  {
    name: "replay",
    summary: "stream real events through the campaigns: what would have been received",
    load: () => import("./replay/index.js"),
  },
  {
    name: "signal",
    summary: "the same events through Datafly Signal: generate, install, check",
    load: () => import("./signal/index.js"),
  },
  { name: "schema", summary: "print the JSON Schema of mi-braze.yaml", load: () => import("./schema.js") },
  {
    name: "doctor",
    summary: "whether everything is in place: config, variables, files, fixtures, endpoint",
    load: () => import("./doctor/index.js"),
  },
  {
    name: "completion",
    summary: "print the completion script of a shell",
    load: () => import("./completion/index.js"),
  },
  {
    name: "complete",
    summary: "answer a shell that completes a line",
    isHidden: true,
    load: () => import("./completion/complete.js"),
  },
];
