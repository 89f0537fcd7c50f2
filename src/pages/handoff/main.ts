import { meaningOf } from "../../handoff/meaning.js";
import { addCopyButtons } from "../look/copy.js";
import { idOf } from "../look/dom.js";
import { addFilters } from "../look/filter.js";
import { offerCheck } from "./check.js";
import { offerHelp } from "./help.js";
import { offerPayloadCheck } from "./payload.js";
import { offerPrinting } from "./print.js";
import { followAddress } from "./route.js";
import { offerSpreadsheet } from "./spreadsheet.js";
import { keepTicks } from "./ticks.js";
import { offerTrying } from "./try.js";

// What is ticked is told by what it says, so this comes before anything is added to it.
keepTicks();
addCopyButtons();
addFilters();
offerSpreadsheet();
const meaning = meaningOf(idOf("meaning")?.textContent ?? "");
offerTrying(meaning);
offerCheck();
offerPayloadCheck(meaning);
offerHelp();
offerPrinting();
followAddress();
document.documentElement.dataset.ready = "";
