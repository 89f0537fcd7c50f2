/** A config without findings; the rules' bad examples differ from it in the one thing that they are about. */
export const exampleConfig = `version: 1
movable_ink:
  endpoint: env:MI_ENDPOINT_URL
  authorization: env:MI_BASIC_AUTH
identity: {audience: known, user_id: external_id}
campaigns:
  - event: product_viewed
    trigger: {custom_event: Product Viewed}
    properties: {id: {type: string, required: true}}
`;

/** Fixtures that exercise it whole. */
export const exampleFixtures = {
  "fixtures/viewed.json": {
    user: { external_id: "u1" },
    event: { name: "Product Viewed", time: "2026-01-05T10:00:00Z", properties: { id: "56544" } },
    expect: { abort: "none" },
  },
};
