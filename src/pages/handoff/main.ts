import { addCopyButtons } from "../look/copy.js";
import { addFilters } from "../look/filter.js";
import { offerCheck } from "./check.js";
import { offerHelp } from "./help.js";
import { offerPrinting } from "./print.js";
import { followAddress } from "./route.js";
import { offerSpreadsheet } from "./spreadsheet.js";
import { keepTicks } from "./ticks.js";

// What is ticked is told by what it says, so this comes before anything is added to it.
keepTicks();
addCopyButtons();
addFilters();
offerSpreadsheet();
offerCheck();
offerHelp();
offerPrinting();
followAddress();
document.documentElement.dataset.ready = "";
