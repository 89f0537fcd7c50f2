import type { ScreenId } from "../../braze/campaign-settings.js";

/** One thing that a person does in Braze's dashboard, or has done before. Texts are Markdown of one line. */
export interface Step {
  /** The same for the same thing in each generation, and in each campaign. */
  readonly id: string;
  /** What Braze calls it; absent where the text is a sentence. */
  readonly label?: string;
  readonly text: string;
  /** What is copied letter by letter: a text, or a file of the campaign's folder. */
  readonly copy?: { readonly text: string } | { readonly file: string };
  /** Further lines below it. */
  readonly notes?: readonly string[];
  /** The same for whoever has the project and a terminal: it comes last. */
  readonly inTerminal?: string;
  /** JSON that is shown below it. */
  readonly json?: string;
  /** What a setting is, where the step is one. */
  readonly setting?: {
    /** What it is in a new campaign. */
    readonly default: string;
    /** Whether there is nothing to do unless somebody changed it. */
    readonly isDefault: boolean;
    readonly why: string;
    readonly where: string;
  };
}

/** The steps of one screen, in order. */
export interface Screen {
  readonly id: ScreenId;
  readonly title: string;
  readonly steps: readonly Step[];
}

/** How a campaign gets into Braze: what is done once for all of them, then a screen after the other; launch comes last. */
export interface SetUp {
  readonly once: readonly Step[];
  readonly screens: readonly Screen[];
}
