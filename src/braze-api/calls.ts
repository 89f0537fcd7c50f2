/** A call of Braze's REST API, and what a key needs for it. */
export interface Call {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** The permission of the key, as Braze's dashboard calls it. */
  readonly scope: string;
  /**
   * Whether it may be asked again when no answer came: what it does twice is what it does once. A Content Block that was
   * created is not created again, since its name is taken, but the second answer does not tell whose it is.
   */
  readonly repeatable: boolean;
  /** Where Braze documents it. */
  readonly page: string;
}

const endpoints = "https://www.braze.com/docs/api/endpoints";

const call = (
  method: Call["method"],
  path: string,
  scope: string,
  page: string,
  { repeatable = true } = {},
): Call => ({ method, path, scope, repeatable, page: `${endpoints}/${page}` });

const blocks = "templates/content_blocks_templates";

/** All that is asked of Braze, and nothing else is. */
export const calls = {
  listBlocks: call(
    "GET",
    "/content_blocks/list",
    "content_blocks.list",
    `${blocks}/get_list_email_content_blocks`,
  ),
  readBlock: call(
    "GET",
    "/content_blocks/info",
    "content_blocks.info",
    `${blocks}/get_see_email_content_blocks_information`,
  ),
  createBlock: call(
    "POST",
    "/content_blocks/create",
    "content_blocks.create",
    `${blocks}/post_create_email_content_block`,
    { repeatable: false },
  ),
  updateBlock: call(
    "POST",
    "/content_blocks/update",
    "content_blocks.update",
    `${blocks}/post_update_content_block`,
  ),
  listCampaigns: call("GET", "/campaigns/list", "campaigns.list", "export/campaigns/get_campaigns"),
  readCampaign: call(
    "GET",
    "/campaigns/details",
    "campaigns.details",
    "export/campaigns/get_campaign_details",
  ),
  listCanvases: call("GET", "/canvas/list", "canvas.list", "export/canvas/get_canvases"),
  readCanvas: call("GET", "/canvas/details", "canvas.details", "export/canvas/get_canvas_details"),
  exportUser: call("POST", "/users/export/ids", "users.export.ids", "export/user_data/post_users_identifier"),
  listAttributes: call(
    "GET",
    "/custom_attributes",
    "custom_attributes.get",
    "export/custom_attributes/get_custom_attributes",
  ),
} as const;
