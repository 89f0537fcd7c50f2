import { Writable } from "node:stream";
import { cancel, intro, isCancel, outro, select, text, updateSettings } from "@clack/prompts";
import { visible, visibleName } from "../../egress/visible.js";
import { sourceText } from "../../generate/body/source-text.js";
import type { Host } from "../../host.js";
import { type AnswerKey, type Answers, complete, noPreset } from "./answers.js";
import type { Samples } from "./samples.js";

export interface AskContext {
  readonly terminal: NonNullable<Host["terminal"]>;
  readonly color: boolean;
  readonly presets: readonly string[];
  readonly sample: Samples | undefined;
  /** What is wrong with one of the answers so far. */
  faultOf(answers: Answers, key: AnswerKey): string | undefined;
}

/** Leaves the questions; never leaves this file. */
class Cancelled extends Error {}

/** Asks what was not given. Undefined when the user gave up. */
export async function ask(given: Partial<Answers>, context: AskContext): Promise<Answers | undefined> {
  const streams = streamsOf(context);
  updateSettings({ aliases: { "\x04": "cancel" } });
  intro("A new mi-braze project", streams);
  const known: { -readonly [Key in AnswerKey]?: Answers[Key] } = { ...given };
  try {
    for (const { key, question } of questions) {
      if (known[key] !== undefined) continue;
      const answer = await question(new Asking(key, known, streams, context));
      if (answer !== undefined) known[key] = answer;
    }
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    cancel("Cancelled: nothing was written.", streams);
    return undefined;
  } finally {
    streams.release();
  }
  outro("Thank you.", streams);
  return complete(known, context.sample, context.presets);
}

type Question = (asking: Asking) => Promise<string | undefined>;

/** In their order: later ones know the earlier answers. */
const questions: readonly { readonly key: AnswerKey; readonly question: Question }[] = [
  {
    key: "brand",
    question: (asking) =>
      asking.text("The brand, which is put before campaign names", { placeholder: "none", otherwise: "" }),
  },
  {
    key: "trigger",
    question: (asking) => asking.text("The custom event in Braze that is forwarded"),
  },
  { key: "event", question: (asking) => asking.text("Its name in Movable Ink") },
  { key: "preset", question: askPreset },
  {
    key: "audience",
    question: (asking) =>
      asking.select("Whose events are sent?", [
        { value: "known", label: "Known users", hint: "those who have a user_id" },
        { value: "known_and_anonymous", label: "Known and anonymous users" },
      ]),
  },
  {
    key: "userId",
    question: (asking) =>
      asking.source("Where is the user_id, which your links carry as mi_u?", [
        { value: "external_id", label: "external_id", hint: "the user's id in Braze" },
      ]),
  },
  {
    key: "anonymousId",
    question: async (asking) => {
      if (asking.answers().audience === "known") return undefined;
      return asking.source("And the anonymous_id?", [
        { value: "braze_id", label: "braze_id", hint: "every user has one, and it stays" },
        { value: "email_address", label: "The e-mail address, hashed" },
        { value: "device_id", label: "The device's id" },
      ]);
    },
  },
];

async function askPreset(asking: Asking): Promise<string | undefined> {
  const { presets, sample } = asking.context;
  if (sample) return noPreset;
  return asking.select("Its properties", [
    ...presets.map((name) => ({ value: name, label: name })),
    { value: noPreset, label: "My own", hint: "written into the file afterwards" },
  ]);
}

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** One question in the light of the answers so far. */
class Asking {
  constructor(
    private readonly key: AnswerKey,
    private readonly known: Partial<Answers>,
    private readonly streams: Streams,
    readonly context: AskContext,
  ) {}

  /** What would be written if no more were asked. */
  answers(answer?: string): Answers {
    const given = answer === undefined ? this.known : { ...this.known, [this.key]: answer };
    return complete(given, this.context.sample, this.context.presets);
  }

  /** @param otherwise what Enter alone means; the default of the answer when absent */
  async text(message: string, options: { placeholder?: string; otherwise?: string } = {}): Promise<string> {
    const otherwise = options.otherwise ?? this.answers()[this.key] ?? "";
    return this.typed(message, options.placeholder ?? otherwise, (typed) =>
      typed === "" ? otherwise : typed,
    );
  }

  async select(message: string, choices: readonly Choice[]): Promise<string> {
    const initialValue = this.answers()[this.key];
    return answered(
      await select<string>({
        message,
        options: [...choices],
        ...(initialValue ? { initialValue } : {}),
        ...this.streams,
      }),
    );
  }

  /** A source among those listed, or a custom attribute or event property by name. */
  async source(message: string, choices: readonly Choice[]): Promise<string> {
    const chosen = await this.select(message, [
      ...choices,
      { value: "custom_attribute", label: "A custom attribute" },
      { value: "event_property", label: "A property of the event" },
    ]);
    if (chosen !== "custom_attribute" && chosen !== "event_property") return chosen;
    const kind = chosen === "custom_attribute" ? "attribute" : "property";
    return this.typed(`The name of the ${kind}`, "", (name) => sourceText({ kind: chosen, name, path: [] }));
  }

  private async typed(
    message: string,
    placeholder: string,
    meant: (typed: string) => string,
  ): Promise<string> {
    const validate = (typed: string | undefined) => {
      const answer = meant(typed ?? "");
      const fault = this.context.faultOf(this.answers(answer), this.key);
      return fault === undefined ? undefined : visible(fault);
    };
    // What a sample calls its event is drawn by the prompts, past the streams of the host.
    const shown = { message, placeholder: visibleName(placeholder) };
    return meant(answered(await text({ ...shown, validate, ...this.streams })) ?? "");
  }
}

function answered<Value>(answer: Value): Exclude<Value, symbol> {
  if (isCancel(answer)) throw new Cancelled();
  return answer as Exclude<Value, symbol>;
}

interface Streams {
  readonly input: AskContext["terminal"]["input"];
  readonly output: Writable;
  readonly signal: AbortSignal;
  release(): void;
}

/** A terminal that closes gives up too. */
function streamsOf({ terminal, color }: AskContext): Streams {
  const { input, output } = terminal;
  const closed = new AbortController();
  const close = () => closed.abort();
  input.once("end", close).once("close", close);
  const release = () => void input.off("end", close).off("close", close);
  // a terminal that does not know its width says 0, and the prompts would wrap after every letter
  const { columns } = output as { columns?: number };
  const drawn = color && columns !== 0 ? output : through(output, color, columns || 80);
  return { input, output: drawn, signal: closed.signal, release };
}

/** Without colour, only the codes that move the cursor pass. */
function through(output: Writable, color: boolean, columns: number): Writable {
  const stream = new Writable({
    write(chunk, _encoding, done) {
      output.write(color ? chunk : String(chunk).replace(/\x1b\[[\d;]*m/g, ""));
      done();
    },
  });
  return Object.assign(stream, { columns });
}
