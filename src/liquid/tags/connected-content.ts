import type { Range } from "../../source/source.js";
import { tagOption } from "../findings.js";
import type { OneUser } from "../runtime/machine.js";
import type { Findings } from "../syntax/parser/findings.js";
import { parseWords } from "../syntax/parser/interpolation.js";
import { brokenTag } from "../syntax/parser/tag-parser.js";
import { type ConnectedContent, type Interpolation, plainText, type TagOption } from "../syntax/template.js";
import { isFloat, isHash, isInteger, type Value } from "../value.js";
import type { TagDefinition } from "./definition.js";
import { unknownOptions } from "./tag-options.js";

/** Options, and whether a value follows. */
export const connectedContentOptions = {
  save: "value",
  method: "value",
  body: "value",
  content_type: "value",
  headers: "value",
  basic_auth: "value",
  auth_credentials: "value",
  cache_max_age: "value",
  cache: "value",
  no_cache: "flag",
  retry: "flag",
  rerender: "flag",
} as const;

/** What other clients call them. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ["retries", "retry"],
  ["ttl", "cache_max_age"],
  ["cache_ttl", "cache_max_age"],
  ["max_age", "cache_max_age"],
  ["data", "body"],
  ["payload", "body"],
  ["as", "save"],
  ["saveas", "save"],
  ["save_as", "save"],
  ["save_to", "save"],
  ["into", "save"],
  ["store", "save"],
  ["auth", "basic_auth"],
  ["credentials", "auth_credentials"],
  ["type", "content_type"],
  ["verb", "method"],
]);

export const connectedContent: TagDefinition<ConnectedContent> = {
  name: "connected_content",
  status: "documented",
  summary:
    "Asks a web service. JSON goes into the variable that `:save` names, else `connected`; text without `:save` is printed.",
  syntax: "{% connected_content https://example.com/{{${user_id}}} :save result %}",
  example: {
    template:
      "{% connected_content https://example.com/stock/{{event_properties.${sku}}} :save stock %}{{ stock.left }}",
    fixture: {
      event: { name: "Viewed", properties: { sku: "s2" } },
      connected_content: { stock: { left: 3 } },
    },
    output: "3",
  },
  options: {
    ":save name":
      "the variable for the answer; `name.__http_status_code__` only where the answer is an object of a 2XX",
    ":method post": "GET, or POST",
    ":body a=1&b={{x}}": "form fields, a captured variable, or JSON without spaces",
    ":content_type type": "`application/json` on GET, `application/x-www-form-urlencoded` on POST",
    ':headers {"X-Key": "{{x}}"}': "a JSON object; Liquid is allowed in it",
    ":basic_auth name": "credentials stored in Braze",
    ":auth_credentials name": "credentials stored in Braze",
    ":cache_max_age seconds": "300 to 14400; GET is kept for 300, POST not at all",
    ":cache seconds": "older name of `:cache_max_age`",
    ":no_cache": "never keeps the answer",
    ":retry": "up to 5 more tries, then the send aborts",
    ":rerender": "renders the Liquid in a text answer too",
  },
  source: "_docs/_user_guide/messaging/design_and_edit/personalize/connected_content/making_an_api_call.md",
  parse(source) {
    const { head, range, markup, findings } = source;
    const { words, options, unknown } = parseWords(markup, connectedContentOptions);
    const [url, ...others] = words;
    if (!url) {
      findings.error(head, "`connected_content` needs a URL", [
        "for example `{% connected_content https://example.com/{{${user_id}}} :save result %}`",
      ]);
      return brokenTag(source);
    }
    unknownOptions(unknown, "connected_content", connectedContentOptions, findings, otherNames);
    if (/^["']/.test(findings.source.text.slice(url.start)))
      findings.notBraze(
        tagOption,
        url,
        "a URL is written without quotes: with them, they may be taken for a part of it",
        ["Write {% connected_content https://… :save name %}."],
      );
    else if (/^[\w-]+(?:\.[\w-]+)+(?:[/:?]|$)/.test(plainText(url) ?? firstText(url)))
      findings.notBraze(tagOption, url, "a URL begins with https://", ["Write all of it: `https://…`."]);
    checkWords(others, options, findings);
    checkValues(options, findings);
    return { kind: "connected_content", ...range, head, blank: false, url, options };
  },
  run({ options, head }, machine) {
    const option = (name: keyof typeof connectedContentOptions) =>
      options.find((one) => one.name.text === name);
    const save = option("save")?.value;
    const name = save ? plainText(save) : "connected";
    const read = (user: OneUser, variable: string): Value => {
      const answer = user.connectedContent(variable, head, {
        message: `the fixture has no answer for \`connected_content\` under "${variable}"`,
        hint: `add it to the fixture: "connected_content": {"${variable}": …}; nothing is ever requested while rendering`,
      });
      return answer === undefined ? null : answered(answer);
    };
    if (name !== undefined && !option("rerender")) {
      const source = { kind: "answer", name } as const;
      machine.answer({ variable: name, source, text: save ? "assumed" : "printed" }, [], head, (user) =>
        read(user, name),
      );
      return;
    }
    // Liquid in an answer may do anything, and so may an answer that is kept under a name only the user's data tells.
    machine.opaque(
      save ? [save] : [],
      head,
      (user, [saved]) => {
        const variable = save ? String(saved) : "connected";
        const value = read(user, variable);
        if (typeof value !== "string" || !option("rerender")) return user.save(variable, value);
        const text = user.rendered(`connected_content ${variable}`, value);
        if (save) user.save(variable, text);
        else user.write(text);
      },
      option("rerender")
        ? "what `:rerender` makes of an answer, which may hold any text and any Liquid"
        : "under which name the answer is saved",
    );
  },
};

/** A 404 gives an empty text, any other failure nothing; only an object of a 2XX answer tells its status. */
function answered(answer: Value): Value {
  const status = isHash(answer) ? answer.get("__http_status_code__") : undefined;
  if (status === undefined || status === null) return answer;
  const code = isInteger(status) ? Number(status) : isFloat(status) ? status.value : Number(status);
  if (code === 404) return "";
  if (!(code >= 200 && code < 300)) return null;
  // Braze adds it as a number, however a fixture has written it.
  return isHash(answer) && status !== code
    ? new Map(answer).set("__http_status_code__", Math.floor(code))
    : answer;
}

/** Words that belong to nothing: after the URL, which a space ends, or after a flag. */
function checkWords(
  words: readonly Interpolation[],
  options: readonly TagOption[],
  findings: Findings,
): void {
  for (const word of words) {
    const text = findings.source.text.slice(word.start, word.end);
    if (Object.hasOwn(connectedContentOptions, text)) {
      // What follows is its value.
      lacksColon(text, { start: word.start, end: words.at(-1)!.end }, findings);
      return;
    }
    const flag = options.findLast(({ end }) => end <= word.start);
    if (flag)
      findings.notBraze(
        tagOption,
        word,
        `\`:${flag.name.text}\` takes no value, so \`${text}\` is left out`,
        [`Write \`:${flag.name.text}\` alone.`],
        undefined,
        "",
      );
    else
      findings.notBraze(
        tagOption,
        word,
        `a space ends the URL, so \`${text}\` is left out`,
        ["Write %20 for a space, and options with a colon, such as `:save result`."],
        undefined,
        `%20${text}`,
      );
  }
}

/** What a URL begins with, where that is written out. */
const firstText = ({ parts: [first] }: Interpolation): string => (first?.kind === "text" ? first.value : "");

/** Seconds for which an answer may be kept. */
const leastAge = 300;
const mostAge = 14_400;

function checkValues(options: readonly TagOption[], findings: Findings): void {
  for (const option of options) {
    const { name, value } = option;
    if (checkWordsAfter(option, findings)) continue;
    const text = value && plainText(value);
    switch (name.text) {
      case "method":
        if (text !== undefined && !/^(get|post)$/i.test(text))
          findings.notBraze(tagOption, value!, `\`connected_content\` sends GET and POST only, not ${text}`);
        break;
      case "cache_max_age":
      case "cache":
        if (text === undefined) break;
        if (!/^\d+$/.test(text))
          findings.notBraze(tagOption, value!, `\`:${name.text} ${text}\` is not a number of seconds`);
        else if (Number(text) < leastAge || Number(text) > mostAge)
          findings.notBraze(
            tagOption,
            value!,
            `\`:${name.text} ${text}\` is out of bounds: an answer is kept for ${leastAge} to ${mostAge} seconds`,
            ["To keep none, write `:no_cache`."],
          );
        break;
      case "headers": {
        const written = (value?.parts ?? [])
          .map((part) => (part.kind === "text" ? part.value : "x"))
          .join("");
        if (/^\w/.test(written) && value?.parts[0]?.kind === "text")
          findings.notBraze(tagOption, value, "`:headers` takes a JSON object", [
            'Write `:headers {"Authorization": "…"}`.',
          ]);
        else if (/[{,]\s*('[^'"]*'|[\w-]+)\s*:/.test(written.replace(/"[^"]*"/g, '""')))
          findings.notBraze(
            tagOption,
            value!,
            "the names and values of `:headers` need straight double quotes",
            ['They are a JSON object, such as `:headers {"X-Key": "…"}`.'],
            undefined,
            /^\{[^"\\{]*\}$/.test(text ?? "") && !/\w'\w/.test(text!)
              ? text!.replaceAll("'", '"')
              : undefined,
          );
        break;
      }
      case "body":
        if (value?.parts.some((part) => part.kind === "text" && /\S\s+\S|^\s+\S|\S\s+$/.test(part.value)))
          findings.notBraze(
            tagOption,
            value,
            "a space ends the `:body`",
            ["Put the body together with `capture`, and write `:body {{the_captured_name}}`."],
            undefined,
            withoutSpaces(findings.source.text.slice(value.start, value.end)),
          );
        break;
    }
  }
}

/** An option without its colon, among the words of the one ahead of it. */
function checkWordsAfter({ name, value }: TagOption, findings: Findings): boolean {
  if (!value || name.text === "body" || name.text === "headers") return false;
  const text = findings.source.text.slice(value.start, value.end);
  const found = [...text.matchAll(/(?<=\s)[a-z_]+(?=\s|$)/g)].find(([word]) =>
    Object.hasOwn(connectedContentOptions, word),
  );
  if (!found) return false;
  lacksColon(found[0], { start: value.start + found.index, end: value.end }, findings);
  return true;
}

function lacksColon(word: string, at: Range, findings: Findings): void {
  const written = findings.source.text.slice(at.start, at.end);
  findings.notBraze(
    tagOption,
    at,
    `\`${word}\` is an option only with a colon: \`:${written}\``,
    ["Without it, the words belong to what is before them, and ask for nothing."],
    undefined,
    `:${written}`,
  );
}

/** JSON without the spaces between its parts; nothing where a text in it has spaces. */
function withoutSpaces(json: string): string | undefined {
  if (!/^[[{]/.test(json)) return undefined;
  const close = json.replace(/"(?:[^"\\]|\\.)*"|\{\{.*?\}\}|(\s+)/g, (part, space) => (space ? "" : part));
  return /"[^"{]*\s[^"{]*"/.test(close) ? undefined : close;
}
