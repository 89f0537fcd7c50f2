import { brazePages } from "../../braze/pages.js";

/** What becomes of a body that is not JSON; its sources are `sentAnywaySources`. */
export const sentAnyway =
  "Braze documents no check of a body: it is sent as it is, and what the endpoint refuses with a 4XX is never sent again.";

/** Braze's pages on which statuses it retries, and on what makes an endpoint answer 400. */
export const sentAnywaySources = [brazePages.webhook, brazePages.requestErrors] as const;
