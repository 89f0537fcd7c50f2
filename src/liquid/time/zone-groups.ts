/**
 * Every zone of the time zone database, by the letters that stand for its time in our years (`EST@-5`: five hours behind
 * UTC). Zones whose time has no letters and is written `+03` have no group.
 * https://www.iana.org/time-zones
 */
export const zoneGroups: Readonly<Record<string, string>> = {
  "":
    "Africa/Casablanca Africa/El_Aaiun America/Araguaina America/Argentina/Buenos_Aires " +
    "America/Argentina/Catamarca America/Argentina/ComodRivadavia America/Argentina/Cordoba " +
    "America/Argentina/Jujuy America/Argentina/La_Rioja America/Argentina/Mendoza " +
    "America/Argentina/Rio_Gallegos America/Argentina/Salta America/Argentina/San_Juan " +
    "America/Argentina/San_Luis America/Argentina/Tucuman America/Argentina/Ushuaia America/Asuncion " +
    "America/Bahia America/Belem America/Boa_Vista America/Bogota America/Buenos_Aires " +
    "America/Campo_Grande America/Caracas America/Catamarca America/Cayenne America/Cordoba " +
    "America/Coyhaique America/Cuiaba America/Eirunepe America/Fortaleza America/Godthab " +
    "America/Guayaquil America/Guyana America/Jujuy America/La_Paz America/Lima America/Maceio " +
    "America/Manaus America/Mendoza America/Miquelon America/Montevideo America/Noronha America/Nuuk " +
    "America/Paramaribo America/Porto_Acre America/Porto_Velho America/Punta_Arenas America/Recife " +
    "America/Rio_Branco America/Rosario America/Santarem America/Santiago America/Sao_Paulo " +
    "America/Scoresbysund Antarctica/Casey Antarctica/Davis Antarctica/DumontDUrville " +
    "Antarctica/Mawson Antarctica/Palmer Antarctica/Rothera Antarctica/Syowa Antarctica/Troll " +
    "Antarctica/Vostok Asia/Aden Asia/Almaty Asia/Anadyr Asia/Aqtau Asia/Aqtobe Asia/Ashgabat " +
    "Asia/Ashkhabad Asia/Atyrau Asia/Baghdad Asia/Bahrain Asia/Baku Asia/Bangkok Asia/Barnaul " +
    "Asia/Bishkek Asia/Brunei Asia/Chita Asia/Choibalsan Asia/Colombo Asia/Dacca Asia/Dhaka Asia/Dili " +
    "Asia/Dubai Asia/Dushanbe Asia/Ho_Chi_Minh Asia/Hovd Asia/Irkutsk Asia/Kabul Asia/Kamchatka " +
    "Asia/Kashgar Asia/Kathmandu Asia/Katmandu Asia/Khandyga Asia/Krasnoyarsk Asia/Kuala_Lumpur " +
    "Asia/Kuching Asia/Kuwait Asia/Magadan Asia/Muscat Asia/Novokuznetsk Asia/Novosibirsk Asia/Omsk " +
    "Asia/Oral Asia/Phnom_Penh Asia/Qatar Asia/Qostanay Asia/Qyzylorda Asia/Rangoon Asia/Riyadh " +
    "Asia/Saigon Asia/Sakhalin Asia/Samarkand Asia/Singapore Asia/Srednekolymsk Asia/Tashkent " +
    "Asia/Tbilisi Asia/Tehran Asia/Thimbu Asia/Thimphu Asia/Tomsk Asia/Ulaanbaatar Asia/Ulan_Bator " +
    "Asia/Urumqi Asia/Ust-Nera Asia/Vientiane Asia/Vladivostok Asia/Yakutsk Asia/Yangon " +
    "Asia/Yekaterinburg Asia/Yerevan Atlantic/Azores Atlantic/Cape_Verde Atlantic/South_Georgia " +
    "Atlantic/Stanley Australia/Eucla Australia/LHI Australia/Lord_Howe Brazil/Acre Brazil/DeNoronha " +
    "Brazil/East Brazil/West Chile/Continental Chile/EasterIsland Etc/GMT+1 Etc/GMT+10 Etc/GMT+11 " +
    "Etc/GMT+12 Etc/GMT+2 Etc/GMT+3 Etc/GMT+4 Etc/GMT+5 Etc/GMT+6 Etc/GMT+7 Etc/GMT+8 Etc/GMT+9 " +
    "Etc/GMT-1 Etc/GMT-10 Etc/GMT-11 Etc/GMT-12 Etc/GMT-13 Etc/GMT-14 Etc/GMT-2 Etc/GMT-3 Etc/GMT-4 " +
    "Etc/GMT-5 Etc/GMT-6 Etc/GMT-7 Etc/GMT-8 Etc/GMT-9 Europe/Astrakhan Europe/Minsk Europe/Samara " +
    "Europe/Saratov Europe/Ulyanovsk Indian/Chagos Indian/Christmas Indian/Cocos Indian/Kerguelen " +
    "Indian/Mahe Indian/Maldives Indian/Mauritius Indian/Reunion Iran Kwajalein NZ-CHAT Pacific/Apia " +
    "Pacific/Bougainville Pacific/Chatham Pacific/Chuuk Pacific/Easter Pacific/Efate " +
    "Pacific/Enderbury Pacific/Fakaofo Pacific/Fiji Pacific/Funafuti Pacific/Galapagos " +
    "Pacific/Gambier Pacific/Guadalcanal Pacific/Kanton Pacific/Kiritimati Pacific/Kosrae " +
    "Pacific/Kwajalein Pacific/Majuro Pacific/Marquesas Pacific/Nauru Pacific/Niue Pacific/Norfolk " +
    "Pacific/Noumea Pacific/Palau Pacific/Pitcairn Pacific/Pohnpei Pacific/Ponape " +
    "Pacific/Port_Moresby Pacific/Rarotonga Pacific/Tahiti Pacific/Tarawa Pacific/Tongatapu " +
    "Pacific/Truk Pacific/Wake Pacific/Wallis Pacific/Yap Singapore",
  "ACST@9:30": "Australia/Darwin Australia/North",
  "ACST@9:30 ACDT@10:30": "Australia/Adelaide Australia/Broken_Hill Australia/South Australia/Yancowinna",
  "AEST@10": "Australia/Brisbane Australia/Lindeman Australia/Queensland",
  "AEST@10 AEDT@11":
    "Antarctica/Macquarie Australia/ACT Australia/Canberra Australia/Currie Australia/Hobart " +
    "Australia/Melbourne Australia/NSW Australia/Sydney Australia/Tasmania Australia/Victoria",
  "AKST@-9 AKDT@-8":
    "America/Anchorage America/Juneau America/Metlakatla America/Nome America/Sitka America/Yakutat " +
    "US/Alaska",
  "AST@-4":
    "America/Anguilla America/Antigua America/Aruba America/Barbados America/Blanc-Sablon " +
    "America/Curacao America/Dominica America/Grenada America/Guadeloupe America/Kralendijk " +
    "America/Lower_Princes America/Marigot America/Martinique America/Montserrat " +
    "America/Port_of_Spain America/Puerto_Rico America/Santo_Domingo America/St_Barthelemy " +
    "America/St_Kitts America/St_Lucia America/St_Thomas America/St_Vincent America/Tortola " +
    "America/Virgin",
  "AST@-4 ADT@-3":
    "America/Glace_Bay America/Goose_Bay America/Halifax America/Moncton America/Thule " +
    "Atlantic/Bermuda Canada/Atlantic",
  "AWST@8": "Australia/Perth Australia/West",
  "CAT@2":
    "Africa/Blantyre Africa/Bujumbura Africa/Gaborone Africa/Harare Africa/Kigali Africa/Lubumbashi " +
    "Africa/Lusaka Africa/Maputo",
  "CAT@2 EAT@3": "Africa/Juba Africa/Khartoum",
  "CET@1": "Africa/Algiers Africa/Tunis",
  "CET@1 CEST@2":
    "Africa/Ceuta Arctic/Longyearbyen Atlantic/Jan_Mayen CET Europe/Amsterdam Europe/Andorra " +
    "Europe/Belgrade Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Budapest Europe/Busingen " +
    "Europe/Copenhagen Europe/Gibraltar Europe/Ljubljana Europe/Luxembourg Europe/Madrid Europe/Malta " +
    "Europe/Monaco Europe/Oslo Europe/Paris Europe/Podgorica Europe/Prague Europe/Rome " +
    "Europe/San_Marino Europe/Sarajevo Europe/Skopje Europe/Stockholm Europe/Tirane Europe/Vaduz " +
    "Europe/Vatican Europe/Vienna Europe/Warsaw Europe/Zagreb Europe/Zurich Poland",
  "CST@-5 CDT@-4": "America/Havana Cuba",
  "CST@-6":
    "America/Belize America/Costa_Rica America/El_Salvador America/Guatemala America/Managua " +
    "America/Regina America/Swift_Current America/Tegucigalpa Canada/Saskatchewan",
  "CST@-6 CDT@-5":
    "America/Bahia_Banderas America/Chicago America/Indiana/Knox America/Indiana/Tell_City " +
    "America/Knox_IN America/Matamoros America/Menominee America/Merida America/Mexico_City " +
    "America/Monterrey America/North_Dakota/Beulah America/North_Dakota/Center " +
    "America/North_Dakota/New_Salem America/Rainy_River America/Rankin_Inlet America/Resolute " +
    "America/Winnipeg CST6CDT Canada/Central Mexico/General US/Central US/Indiana-Starke",
  "CST@-6 EST@-5": "America/Cancun",
  "CST@8":
    "Asia/Chongqing Asia/Chungking Asia/Harbin Asia/Macao Asia/Macau Asia/Shanghai Asia/Taipei PRC " + "ROC",
  "ChST@10": "Pacific/Guam Pacific/Saipan",
  "EAT@3":
    "Africa/Addis_Ababa Africa/Asmara Africa/Asmera Africa/Dar_es_Salaam Africa/Djibouti " +
    "Africa/Kampala Africa/Mogadishu Africa/Nairobi Indian/Antananarivo Indian/Comoro Indian/Mayotte",
  "EET@2":
    "Africa/Tripoli Asia/Amman Asia/Damascus Asia/Istanbul Europe/Istanbul Europe/Kaliningrad Libya " +
    "Turkey",
  "EET@2 EEST@3":
    "Africa/Cairo Asia/Beirut Asia/Famagusta Asia/Gaza Asia/Hebron Asia/Nicosia EET Egypt " +
    "Europe/Athens Europe/Bucharest Europe/Chisinau Europe/Helsinki Europe/Kiev Europe/Kyiv " +
    "Europe/Mariehamn Europe/Nicosia Europe/Riga Europe/Sofia Europe/Tallinn Europe/Tiraspol " +
    "Europe/Uzhgorod Europe/Vilnius Europe/Zaporozhye",
  "EST@-5":
    "America/Atikokan America/Cayman America/Coral_Harbour America/Jamaica America/Panama EST Jamaica",
  "EST@-5 EDT@-4":
    "America/Detroit America/Fort_Wayne America/Grand_Turk America/Indiana/Indianapolis " +
    "America/Indiana/Marengo America/Indiana/Petersburg America/Indiana/Vevay " +
    "America/Indiana/Vincennes America/Indiana/Winamac America/Indianapolis America/Iqaluit " +
    "America/Kentucky/Louisville America/Kentucky/Monticello America/Louisville America/Montreal " +
    "America/Nassau America/New_York America/Nipigon America/Pangnirtung America/Port-au-Prince " +
    "America/Thunder_Bay America/Toronto Canada/Eastern EST5EDT US/East-Indiana US/Eastern " +
    "US/Michigan",
  "GMT@0":
    "Africa/Abidjan Africa/Accra Africa/Bamako Africa/Banjul Africa/Bissau Africa/Conakry " +
    "Africa/Dakar Africa/Freetown Africa/Lome Africa/Monrovia Africa/Nouakchott Africa/Ouagadougou " +
    "Africa/Timbuktu America/Danmarkshavn Atlantic/Reykjavik Atlantic/St_Helena Etc/GMT Etc/GMT+0 " +
    "Etc/GMT-0 Etc/GMT0 Etc/Greenwich GMT GMT+0 GMT-0 GMT0 Greenwich Iceland",
  "GMT@0 BST@1": "Europe/Belfast Europe/Guernsey Europe/Isle_of_Man Europe/Jersey Europe/London GB GB-Eire",
  "GMT@0 IST@1": "Eire Europe/Dublin",
  "GMT@0 WAT@1": "Africa/Sao_Tome",
  "HKT@8": "Asia/Hong_Kong Hongkong",
  "HST@-10": "HST Pacific/Honolulu Pacific/Johnston US/Hawaii",
  "HST@-10 HDT@-9": "America/Adak America/Atka US/Aleutian",
  "IST@2 IDT@3": "Asia/Jerusalem Asia/Tel_Aviv Israel",
  "IST@5:30": "Asia/Calcutta Asia/Kolkata",
  "JST@9": "Asia/Tokyo Japan",
  "KST@8:30 KST@9": "Asia/Pyongyang",
  "KST@9": "Asia/Seoul ROK",
  "MET@1 MEST@2": "MET",
  "MSK@3": "Europe/Kirov Europe/Moscow Europe/Simferopol Europe/Volgograd W-SU",
  "MST@-7": "America/Creston America/Dawson_Creek America/Hermosillo America/Phoenix MST US/Arizona",
  "MST@-7 CST@-6": "America/Chihuahua",
  "MST@-7 CST@-6 CDT@-5": "America/Ojinaga",
  "MST@-7 MDT@-6":
    "America/Boise America/Cambridge_Bay America/Ciudad_Juarez America/Denver America/Edmonton " +
    "America/Inuvik America/Mazatlan America/Shiprock America/Yellowknife Canada/Mountain MST7MDT " +
    "Mexico/BajaSur Navajo US/Mountain",
  "NST@-3:30 NDT@-2:30": "America/St_Johns Canada/Newfoundland",
  "NZST@12 NZDT@13": "Antarctica/McMurdo Antarctica/South_Pole NZ Pacific/Auckland",
  "PKT@5": "Asia/Karachi",
  "PST@-8 MST@-7": "America/Dawson America/Fort_Nelson America/Whitehorse Canada/Yukon",
  "PST@-8 PDT@-7":
    "America/Ensenada America/Los_Angeles America/Santa_Isabel America/Tijuana America/Vancouver " +
    "Canada/Pacific Mexico/BajaNorte PST8PDT US/Pacific",
  "PST@8": "Asia/Manila",
  "SAST@2": "Africa/Johannesburg Africa/Maseru Africa/Mbabane",
  "SST@-11": "Pacific/Midway Pacific/Pago_Pago Pacific/Samoa US/Samoa",
  "UTC@0": "Etc/UCT Etc/UTC Etc/Universal Etc/Zulu UCT UTC Universal Zulu",
  "WAT@1":
    "Africa/Bangui Africa/Brazzaville Africa/Douala Africa/Kinshasa Africa/Lagos Africa/Libreville " +
    "Africa/Luanda Africa/Malabo Africa/Ndjamena Africa/Niamey Africa/Porto-Novo",
  "WAT@1 CAT@2": "Africa/Windhoek",
  "WET@0 WEST@1":
    "Atlantic/Canary Atlantic/Faeroe Atlantic/Faroe Atlantic/Madeira Europe/Lisbon Portugal WET",
  "WIB@7": "Asia/Jakarta Asia/Pontianak",
  "WIT@9": "Asia/Jayapura",
  "WITA@8": "Asia/Makassar Asia/Ujung_Pandang",
};
