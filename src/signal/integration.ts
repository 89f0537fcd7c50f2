import type { Signal } from "../config/model/config.js";

/** Key of the catalog entry (https://docs.dataflysignal.com/integrations/cdp/movable-ink-customer-data). */
export const catalogKey = "movable_ink_customer_data";

/** The body of an install request. */
export interface InstallRequest {
  readonly name: string;
  readonly variant: string;
  readonly config: { readonly api_key: string; readonly company_id: string; readonly feed_id: string };
  readonly delivery_mode: string;
}

/** @param apiKey the key itself, or a placeholder where nobody should see it */
export const installRequest = (signal: Signal, apiKey: string): InstallRequest => ({
  name: signal.name,
  variant: signal.variant,
  config: { api_key: apiKey, company_id: signal.companyId, feed_id: signal.feedId },
  delivery_mode: signal.deliveryMode,
});

export const installUrl = ({ baseUrl }: Signal): string =>
  `${baseUrl}/integration-catalog/${catalogKey}/install`;
