/** `npm run -s read < sentences.jsonl`: `{"id","text","actor"?}` a line in, `{"id","act","statements"}` a line out. */
import { createInterface } from "node:readline";
import type { Actor } from "../model.ts";
import { actOf } from "../stance/act.ts";
import { compileActors, NO_ACTORS } from "../stance/mention.ts";
import { readItem } from "../stance/read.ts";

type Line = { id: string; text: string; actor?: string };

let failures = 0;
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === "") continue;
  console.log(JSON.stringify(answer(line)));
}
process.exit(failures === 0 ? 0 : 1);

function answer(line: string): unknown {
  let input: Partial<Line> | null;
  try {
    input = JSON.parse(line) as Partial<Line> | null;
  } catch (error) {
    failures++;
    return { error: `not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (typeof input?.id !== "string" || typeof input.text !== "string") {
    failures++;
    return {
      ...(typeof input?.id === "string" ? { id: input.id } : {}),
      error: "a line needs the strings id and text",
    };
  }
  const { id, text, actor } = input;
  const actors = actor === undefined ? NO_ACTORS : compileActors([named(actor)]);
  const { language, statements } = readItem({ title: "", summary: text }, actors);
  return {
    id,
    act: actor === undefined ? null : actOf(text, actor),
    statements,
    ...(language === "en" ? {} : { unread: language }),
  };
}

/** Somebody of whom nothing but these words is known. */
function named(words: string): Actor {
  return { id: words, name: words, aliases: [], offices: [], people: [] };
}
