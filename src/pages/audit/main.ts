import { addFilters } from "../look/filter.js";
import { openWhatIsAsked } from "../look/open-asked.js";

/* What an audit has found: its table can be searched, and a link to findings opens them. */

addFilters();
openWhatIsAsked();
