import type * as ofTemplates from "../braze/findings.js";
import type * as ofFixtures from "../braze/fixture/findings.js";
import type * as ofConfigs from "../config/findings.js";
import { catalogueOf } from "../diagnostics/catalogue.js";
import type { Code } from "../diagnostics/diagnostic.js";
import type * as ofFiles from "../diagnostics/findings.js";
import type * as ofLiquid from "../liquid/findings.js";
import type * as ofPayloads from "../movable-ink/contract/findings.js";
import type * as ofProofs from "../proof/findings.js";
import type * as ofSignal from "../signal/findings.js";
import type * as ofRuns from "../verify/findings.js";
import * as config from "./config/index.js";
import * as contract from "./contract/index.js";
import * as json from "./json/index.js";
import * as lint from "./lint/index.js";
import * as liquid from "./liquid/index.js";
import * as meaning from "./meaning/index.js";
import * as messages from "./messages.js";
import * as request from "./request/index.js";
import { isRule, type Page, type Rule } from "./rule.js";

/** What rooms below the rules report. */
type ReportedBelow = keyof (typeof ofConfigs &
  typeof ofFiles &
  typeof ofFixtures &
  typeof ofLiquid &
  typeof ofPayloads &
  typeof ofProofs &
  typeof ofRuns &
  typeof ofSignal &
  typeof ofTemplates);

// A kind that one of those rooms exports and that has no page of its name does not compile.
const named = {
  ...config,
  ...contract,
  ...json,
  ...lint,
  ...liquid,
  ...meaning,
  ...messages,
  ...request,
} satisfies Record<ReportedBelow, Page>;

const byCode = Object.values<Page>(named).sort((a, b) => (a.kind.code < b.kind.code ? -1 : 1));

/** Every rule, by code. */
export const rules: readonly Rule[] = byCode.filter(isRule);

/** The page of every code: the rules, and what else a command may say. */
export const pages: ReadonlyMap<Code, Page> = new Map(byCode.map((page) => [page.kind.code, page]));

/** The kinds of finding, as the rules and messages tell of them. */
export const catalogue = catalogueOf(byCode.map(({ kind }) => kind));
