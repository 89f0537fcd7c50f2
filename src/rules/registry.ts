import type { Code } from "../diagnostics/catalogue.js";
import { configDuplicate } from "./config/config-duplicate.js";
import { configMissingKey } from "./config/config-missing-key.js";
import { configSyntax } from "./config/config-syntax.js";
import { configUnknownKey } from "./config/config-unknown-key.js";
import { configValue } from "./config/config-value.js";
import { insecureEndpoint } from "./config/insecure-endpoint.js";
import { literalSecret } from "./config/literal-secret.js";
import { reservedName } from "./config/reserved-name.js";
import { unusedProperty } from "./config/unused-property.js";
import { unverifiedCampaign } from "./config/unverified-campaign.js";
import { anonymousIdOfEmail } from "./contract/anonymous-id-of-email.js";
import { eventName } from "./contract/event-name.js";
import { missingIdentifier } from "./contract/missing-identifier.js";
import { missingProperty } from "./contract/missing-property.js";
import { nowAsEventTime } from "./contract/now-as-event-time.js";
import { payloadSize } from "./contract/payload-size.js";
import { payloadType } from "./contract/payload-type.js";
import { personalData } from "./contract/personal-data.js";
import { personalIdentifier } from "./contract/personal-identifier.js";
import { productIdDiffers } from "./contract/product-id-differs.js";
import { propertyType } from "./contract/property-type.js";
import { relativeUrl } from "./contract/relative-url.js";
import { timeZone } from "./contract/time-zone.js";
import { timestampAge } from "./contract/timestamp-age.js";
import { timestampForm } from "./contract/timestamp-form.js";
import { timestampUnit } from "./contract/timestamp-unit.js";
import { tooManyProperties } from "./contract/too-many-properties.js";
import { bareValue } from "./json/bare-value.js";
import { bareWord } from "./json/bare-word.js";
import { brokenEscape } from "./json/broken-escape.js";
import { jsonComment } from "./json/json-comment.js";
import { jsonInString } from "./json/json-in-string.js";
import { lineBreakInString } from "./json/line-break-in-string.js";
import { liquidErrorBreaksJson } from "./json/liquid-error-breaks-json.js";
import { liquidErrorReachable } from "./json/liquid-error-reachable.js";
import { missingComma } from "./json/missing-comma.js";
import { missingValue } from "./json/missing-value.js";
import { notProven } from "./json/not-proven.js";
import { strayText } from "./json/stray-text.js";
import { trailingComma } from "./json/trailing-comma.js";
import { unclosedJson } from "./json/unclosed-json.js";
import { unescapedText } from "./json/unescaped-text.js";
import { badDirective } from "./lint/bad-directive.js";
import { needlessIgnore } from "./lint/needless-ignore.js";
import { notText } from "./lint/not-text.js";
import { contentBlockLimit } from "./liquid/content-block-limit.js";
import { curlyQuote } from "./liquid/curly-quote.js";
import { invalidBrazeSyntax } from "./liquid/invalid-braze-syntax.js";
import { liquidInAbortMessage } from "./liquid/liquid-in-abort-message.js";
import { liquidInHtmlComment } from "./liquid/liquid-in-html-comment.js";
import { liquidSyntax } from "./liquid/liquid-syntax.js";
import { silentComparison } from "./liquid/silent-comparison.js";
import { textComparedWithNumber } from "./liquid/text-compared-with-number.js";
import { unavailableName } from "./liquid/unavailable-name.js";
import { unknownName } from "./liquid/unknown-name.js";
import { unsetVariable } from "./liquid/unset-variable.js";
import { unsupportedFilter } from "./liquid/unsupported-filter.js";
import { unsupportedTag } from "./liquid/unsupported-tag.js";
import { unusedVariable } from "./liquid/unused-variable.js";
import { messages } from "./messages.js";
import { duplicateMember } from "./request/duplicate-member.js";
import { hashNotNormalised } from "./request/hash-not-normalised.js";
import { hashOfNothing } from "./request/hash-of-nothing.js";
import { missingContentType } from "./request/missing-content-type.js";
import { secretInTheOpen } from "./request/secret-in-the-open.js";
import type { Page, Rule } from "./rule.js";

/** Every rule, by code. */
export const rules: readonly Rule[] = [
  configSyntax,
  configUnknownKey,
  configValue,
  configMissingKey,
  configDuplicate,
  literalSecret,
  reservedName,
  insecureEndpoint,
  unusedProperty,
  unverifiedCampaign,
  liquidSyntax,
  unsupportedFilter,
  unsupportedTag,
  unknownName,
  invalidBrazeSyntax,
  jsonComment,
  missingComma,
  trailingComma,
  missingValue,
  bareWord,
  unclosedJson,
  strayText,
  lineBreakInString,
  brokenEscape,
  liquidErrorBreaksJson,
  bareValue,
  jsonInString,
  unescapedText,
  liquidErrorReachable,
  notProven,
  missingIdentifier,
  personalIdentifier,
  anonymousIdOfEmail,
  timestampForm,
  timestampUnit,
  timestampAge,
  timeZone,
  eventName,
  missingProperty,
  propertyType,
  relativeUrl,
  tooManyProperties,
  personalData,
  payloadType,
  productIdDiffers,
  nowAsEventTime,
  unavailableName,
  silentComparison,
  curlyQuote,
  liquidInAbortMessage,
  liquidInHtmlComment,
  unsetVariable,
  contentBlockLimit,
  hashOfNothing,
  hashNotNormalised,
  textComparedWithNumber,
  secretInTheOpen,
  missingContentType,
  duplicateMember,
  unusedVariable,
  needlessIgnore,
  badDirective,
];

/** The page of every code: the rules, and what else a command may say. */
export const pages: ReadonlyMap<Code, Page> = new Map(
  [...rules, notText, payloadSize, ...messages]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map((page) => [page.code, page]),
);
