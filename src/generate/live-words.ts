import type { LiveBody } from "./live-body.js";

/** What a body that was copied back from Braze is. */
export function whatItIs({ state, slug, version, generated }: LiveBody): string {
  const now = `today's is ${generated?.version}`;
  switch (state) {
    case "same":
      return `${slug} as it is generated (version ${generated?.version})`;
    case "block":
      return `${slug} by its Content Block`;
    case "older":
      return `${slug} of an older generation (version ${version}; ${now})`;
    case "edited":
      return `${slug} of today (version ${version}), edited since it was pasted`;
    case "older-edited":
      return version === undefined
        ? `${slug}, as it seems, without the first line that tells its version; it is not what is generated today`
        : `${slug} of an older generation (version ${version}; ${now}), edited since it was pasted`;
    case "cut":
      return `${slug}, of which the beginning or the end is missing`;
    case "left":
      return `generated for "${slug}", which the config does not have`;
    case "unknown":
      return "not like any body of this config";
  }
}

/** What is to be done about it. */
export function nextFor({ state, slug }: LiveBody): string[] {
  const paste = `paste the whole of ${slug}/body.liquid`;
  switch (state) {
    case "same":
    case "block":
      return [];
    case "older":
      return [`In Braze, ${paste} again.`];
    case "cut":
      return [`In Braze, ${paste} again, from its first line to its last.`];
    case "edited":
    case "older-edited":
      return [`What was meant by the edit belongs in the config; then ${paste} again.`];
    case "left":
      return ["In Braze, stop the campaign, or bring it back into the config."];
    case "unknown":
      return ["mi-braze lint proves a body that is written by hand; mi-braze import makes a config of it."];
  }
}
