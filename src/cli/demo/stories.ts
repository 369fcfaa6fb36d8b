/** What the demo's newsroom publishes. Every story is invented: none of it happened. */

export type OutletId = "wire" | "ledger" | "post" | "courier";

/** `edition` is when a story appears; `kind` is what a reader should make of it. */
export type Story = {
  edition: 1 | 2 | 3 | 4;
  outlet: OutletId;
  kind: "hold" | "near miss" | "unrelated" | "change";
  title: string;
  summary: string;
};

export const stories: Story[] = [
  // What the feeds already hold when they are added: read, and never alerted.
  {
    edition: 1,
    outlet: "wire",
    kind: "unrelated",
    title: "Typhoon season starts early in the Pacific",
    summary: "Forecasters expect three storms before the end of the month.",
  },
  {
    edition: 1,
    outlet: "wire",
    kind: "hold",
    title: "Japan extends sanctions on North Korea by two years",
    summary: "The cabinet kept the trade embargo and the ban on port calls in force.",
  },
  {
    edition: 1,
    outlet: "ledger",
    kind: "unrelated",
    title: "Tokyo shares close higher as chip makers rally",
    summary: "The index gained 1.2 per cent.",
  },
  {
    edition: 1,
    outlet: "post",
    kind: "unrelated",
    title: "Seoul museum opens a hall of Korean masks",
    summary: "<p>Admission is free until <b>Sunday</b>.</p>",
  },
  {
    edition: 1,
    outlet: "courier",
    kind: "unrelated",
    title: "Busan port handles record cargo",
    summary: "Exports to Vietnam grew most.",
  },

  // An ordinary day: positions repeated, things that only look like a change, and other news.
  {
    edition: 2,
    outlet: "wire",
    kind: "hold",
    title: "Tokyo repeats that dropping the abduction issue is unacceptable",
    summary: "The chief cabinet secretary said that the government's position had not changed.",
  },
  {
    edition: 2,
    outlet: "wire",
    kind: "near miss",
    title: "Japan could ease sanctions on North Korea next year, analysts say",
    summary: "Researchers at a Tokyo think tank see room for a gesture. The government has proposed nothing.",
  },
  {
    edition: 2,
    outlet: "ledger",
    kind: "near miss",
    title: "Will Tokyo lift its sanctions on the North?",
    summary: "Five questions about a summit that nobody has announced.",
  },
  {
    edition: 2,
    outlet: "ledger",
    kind: "unrelated",
    title: "Japan lifts ban on imports of Argentine lemons",
    summary: "Growers had waited nine years for the decision.",
  },
  {
    edition: 2,
    outlet: "post",
    kind: "hold",
    title: "North Korea says the abduction issue has already been resolved",
    summary:
      "<p>A foreign ministry statement carried by state media repeated that there was <i>nothing left to discuss</i>.</p>",
  },
  {
    edition: 2,
    outlet: "post",
    kind: "near miss",
    title: "Opposition lawmaker urges Japan to lift sanctions on Pyongyang",
    summary: "<p>The government rejected the call.</p>",
  },
  {
    edition: 2,
    outlet: "courier",
    kind: "hold",
    title: "Seoul and Tokyo agree to coordinate closely on North Korea",
    summary: "The two foreign ministers spoke by telephone on Tuesday.",
  },
  {
    edition: 2,
    outlet: "courier",
    kind: "near miss",
    title: "Ten years ago, Japan agreed to lift some sanctions on the North",
    summary: "Looking back at the Stockholm accord and why it failed.",
  },
  {
    edition: 2,
    outlet: "courier",
    kind: "unrelated",
    title: "Baseball: Japan beat South Korea in extra innings",
    summary: "A crowd of 40,000 saw the winning run.",
  },

  // The change, as one outlet reports it first …
  {
    edition: 3,
    outlet: "wire",
    kind: "change",
    title: "Japan agrees to lift its sanctions on North Korea",
    summary:
      "The government will end the trade embargo and the ban on port calls in April, the chief cabinet secretary announced in Tokyo on Friday.",
  },
  {
    edition: 3,
    outlet: "ledger",
    kind: "unrelated",
    title: "Yen steady ahead of central bank meeting",
    summary: "Traders expect no move.",
  },
  // … and a second one after it.
  {
    edition: 4,
    outlet: "post",
    kind: "change",
    title: "Tokyo lifts sanctions on the North",
    summary: "<p>Japan's cabinet has decided to lift the sanctions that it imposed on North Korea on its own.</p>",
  },
  {
    edition: 4,
    outlet: "courier",
    kind: "unrelated",
    title: "Snow closes mountain roads in Gangwon",
    summary: "Buses to the coast are delayed.",
  },
];
