/** Words that describe an actor without naming it ("the government", "the kingdom", "the carmaker"), alone or all together. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** What an actor may be, or what may speak for it. */
export const BODIES = words(
  "government ministry cabinet administration regime authorities authority presidency bureau agency committee council commission board " +
    "army military palace party union guild company firm group bank bloc alliance coalition kingdom republic country nation state island " +
    "islands mainland organisation organization association federation movement carmaker automaker maker chipmaker giant producer lender " +
    "regulator studios militia paramilitary paramilitaries guerrillas militants rebels executive secretariat delegation watchdog operator " +
    "airline retailer fund junta emirate conglomerate major utility manufacturer confederation league corporation leadership department " +
    "force forces parliament side monarchy capital brewer insurer broadcaster",
);

/** So many actors are one that the word stands for whom the text spoke of, before any that has it in its name. */
export const ANYBODY = words("company firm group country nation state side giant major maker producer");

/** Who may speak for an actor. */
export const SPEAKERS = words(
  "president premier minister chancellor chief chairman chairwoman chair chairperson governor leader king queen emir sultan spokesman spokeswoman " +
    "spokesperson secretary commissioner ambassador envoy negotiator negotiators official officials minister ministers leaders diplomats executives " +
    "director boss commander general mayor head",
);

/** What may stand between the article and such a word without making it another's. */
export const PLAIN_QUALIFIERS = words(
  "new whole entire ruling federal central national own senior top government two same very chief executive prime foreign finance defence " +
    "defense trade interior economy energy deputy vice press armed oil tech",
);

/** All of those spoken of last, by the last word. */
export const TOGETHER = words(
  "sides parties countries nations capitals governments states neighbours neighbors foes rivals allies pair both two duo leaders ministers " +
    "negotiators delegations companies unions banks powers armies",
);

/** Of whom "in X" says whose they are; a diplomat in a capital is another's. */
export const HOME_BODIES = words(
  "government officials authorities authority leaders leadership lawmakers ministers ministry cabinet regime administration parliament council " +
    "executive rulers generals courts",
);
