import type { Command } from "commander";
import type { CommandContext } from "./shared/context.js";

/** A command's own file: it adds its arguments, options and action. */
export interface CommandModule {
  configure(command: Command, context: CommandContext): void;
}

/** Every command, in the order of the help. A new one is a file and a row here. */
export const commands: readonly {
  readonly name: string;
  readonly summary: string;
  load(): Promise<CommandModule>;
}[] = [
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
    load: () => import("./verify.js"),
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
    name: "mapping",
    summary: "the event mapping sheet for Movable Ink: criteria, paths, samples",
    load: () => import("./mapping.js"),
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
    name: "signal",
    summary: "the same events through Datafly Signal: generate, install, check",
    load: () => import("./signal/index.js"),
  },
  { name: "schema", summary: "print the JSON Schema of mi-braze.yaml", load: () => import("./schema.js") },
];
