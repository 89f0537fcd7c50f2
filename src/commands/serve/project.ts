import type { Config } from "../../config/model/config.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import { handoffPage } from "../../handoff/page.js";
import type { Host } from "../../host.js";
import { pageCode } from "../../page-code.js";
import { diagnosticsText } from "../../report/diagnostic-text.js";
import { plainStyle } from "../../report/style.js";
import type { JsonObject } from "../../source/json.js";
import type { Console } from "../shared/console.js";
import { requireWebhooks } from "../shared/load.js";
import type { ConfigOptions } from "../shared/options.js";
import type { Answer } from "./answer.js";
import { Fixes } from "./fixes.js";
import { fixturesOf, saveFixture } from "./fixtures.js";
import type { Asks, Site } from "./site.js";

/** The project that pages show: its last good config, and what they may ask of it. */
export class Project implements Asks {
  #config: Config | undefined;
  readonly #fixes: Fixes;

  /** @param folder the config's, absolute */
  constructor(
    private readonly host: Host,
    private readonly options: ConfigOptions,
    private readonly folder: string,
  ) {
    this.#fixes = new Fixes(host, options);
  }

  /** The page as the config is now; while that is broken, the last good one with what is wrong. */
  async show(console: Console, site: Site): Promise<void> {
    const { host } = this;
    try {
      const config = await requireWebhooks(host, this.options, console);
      this.#config = config;
      site.show(host.secrets.masked(handoffPage(config, pageCode("handoff"))));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      console.diagnostics(error.diagnostics);
      site.tell(host.secrets.masked(diagnosticsText(error.diagnostics, plainStyle)));
    }
  }

  readonly told = new Map<string, () => Promise<object>>([
    [
      "fixtures",
      async () => (this.#config ? fixturesOf(this.host, this.#config) : { patterns: [], fixtures: [] }),
    ],
    ["fixes", async () => ({ fixes: await this.#fixes.shown(this.folder) })],
  ]);

  readonly done = new Map<string, (asked: JsonObject) => Promise<Answer>>([
    [
      "save",
      async ({ name, text, over }) =>
        this.#config
          ? saveFixture(this.host, this.#config, {
              name: String(name),
              text: String(text),
              over: over === undefined ? undefined : String(over),
            })
          : { fault: "the config is broken: mend it first" },
    ],
    ["fix", ({ file, seen }) => this.#fixes.write(this.folder, String(file), String(seen))],
  ]);
}
