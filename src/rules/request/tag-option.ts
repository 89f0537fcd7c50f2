import { tagOption as kind } from "../../liquid/findings.js";
import { asMeant } from "../fix/slips.js";
import type { Rule } from "../rule.js";

const checked = `{% if p.__http_status_code__ != 200 %}{% abort_message("no profile") %}{% endif %}{"tier": {{p.tier | as_json_string}}}`;

export const tagOption: Rule = {
  kind,
  summary: "An option of a Braze tag that does not exist, or has a value that it does not take.",
  why: "What a tag does with an option that it does not know is not documented: `:retries 3` at best retries nothing, and what comes after a space in a URL is not asked for.",
  fix: "Take the name that the finding proposes. Answers are kept for 300 to 14400 seconds, the method is GET or POST, and a body of several words is captured first.",
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/connected_content/making_an_api_call",
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/connected_content/connected_content_retries",
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/connected_content/caching_responses",
  ],
  bad: {
    body: `{% connected_content https://api.example.com/profile :save p :retries 3 %}${checked}`,
  },
  good: {
    body: `{% connected_content https://api.example.com/profile :save p :retry %}${checked}`,
  },
  fixes: ({ start, end, detail }, template) => {
    // What goes, or joins what is before it, takes the white space between the two with it.
    const joins = detail === "" || detail?.startsWith("%20");
    const from = joins ? template.source.text.slice(0, start).trimEnd().length : start;
    return asMeant({ start: from, end, detail }, template);
  },
};
