/** What the pages' buttons do: for signed-in viewers, by forms that we have shown them. */
import type { Context } from "hono";
import { redeliver, sweep, trigger } from "../../pipeline.ts";
import { acknowledgeAlert, confirmAlert, dismissAlert, type Settling } from "../../pipeline/settle-alert.ts";
import type { AppEnv } from "../context.ts";
import { setFullText } from "../../store/feeds.ts";
import { isOwnForm, mayAct, mayChangeFeeds } from "../session.ts";
import { message } from "./missing.tsx";

const NOTE_LIMIT = 1000;

type Form = { kind: "form"; note: string | null } | { kind: "refused"; answer: Response | Promise<Response> };

/** The form, or the page that refuses it. */
async function readForm(c: Context<AppEnv>): Promise<Form> {
  const { viewer } = c.var;
  if (viewer === null) return { kind: "refused", answer: message(c, 401, "Not signed in", "Sign in first.") };
  const form = await c.req.parseBody();
  if (!isOwnForm(viewer, form)) {
    return {
      kind: "refused",
      answer: message(c, 403, "Not taken", "This form is not from this session. Go back and try again."),
    };
  }
  if (!mayAct(c)) return { kind: "refused", answer: message(c, 403, "Not allowed", "Your token may read, not act.") };
  const note = typeof form["note"] === "string" ? form["note"].trim().slice(0, NOTE_LIMIT) : "";
  return { kind: "form", note: note === "" ? null : note };
}

function settled(c: Context<AppEnv>, settling: Settling): Response | Promise<Response> {
  if (settling.kind === "unknown") return message(c, 404, "Not found", "There is no such change.");
  if (settling.kind === "settled")
    return message(c, 409, "Settled before", `The change is ${settling.status} already.`);
  return c.redirect(`/alerts/${c.req.param("id")}`, 303);
}

export async function acknowledgeForm(c: Context<AppEnv>): Promise<Response> {
  const form = await readForm(c);
  return form.kind === "refused" ? form.answer : settled(c, await acknowledgeAlert(c.var.rt, c.req.param("id") ?? ""));
}

export async function confirmForm(c: Context<AppEnv>): Promise<Response> {
  const form = await readForm(c);
  if (form.kind === "refused") return form.answer;
  const confirmation = { note: form.note, stance: null, statement: null, effectiveFrom: null };
  return settled(c, await confirmAlert(c.var.rt, c.req.param("id") ?? "", confirmation));
}

export async function dismissForm(c: Context<AppEnv>): Promise<Response> {
  const form = await readForm(c);
  if (form.kind === "refused") return form.answer;
  return settled(c, await dismissAlert(c.var.rt, c.req.param("id") ?? "", form.note));
}

export async function runForm(c: Context<AppEnv>): Promise<Response> {
  const form = await readForm(c);
  if (form.kind === "refused") return form.answer;
  const { rt } = c.var;
  const { run } = await trigger(rt, "manual", { dossierId: null, feedId: null }, null);
  await sweep(rt);
  return c.redirect(`/runs#${run.id}`, 303);
}

export async function fullTextForm(c: Context<AppEnv>): Promise<Response> {
  const form = await readForm(c);
  if (form.kind === "refused") return form.answer;
  if (!mayChangeFeeds(c)) return message(c, 403, "Not allowed", "Your token may act, not change what is watched.");
  const isSet = await setFullText(c.var.rt.db, c.req.param("id") ?? "", c.req.query("on") === "true");
  return isSet ? c.redirect("/feeds", 303) : message(c, 404, "Not found", "There is no such feed.");
}

export async function redeliverForm(c: Context<AppEnv>): Promise<Response> {
  const form = await readForm(c);
  if (form.kind === "refused") return form.answer;
  const isAsked = await redeliver(c.var.rt, c.req.param("id") ?? "");
  return isAsked
    ? c.redirect("/deliveries", 303)
    : message(c, 409, "Not sent", "There is no such delivery, or its endpoint takes nothing now.");
}
