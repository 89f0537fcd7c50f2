import { addFilters } from "../look/filter.js";
import { openWhatIsAsked } from "../look/open-asked.js";

/* What a replay has counted: its table can be searched, and a campaign's link opens its details. */

addFilters();
openWhatIsAsked();
