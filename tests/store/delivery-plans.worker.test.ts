/** The queries of alerts and deliveries that grow with the data use an index: asserted on their plans. */
import { expect, it } from "vitest";
import { readLatestEvidence, selectDismissedAlerts, selectOpenAlerts, settleAlert } from "../../src/store/alerts.ts";
import { requestRedelivery } from "../../src/store/deliveries.ts";
import { listCrowd, listFirstHeld, recordDigest, releaseRun } from "../../src/store/digests.ts";
import { noteAttempt } from "../../src/store/endpoints.ts";
import { listUnanswered, reminderStatements } from "../../src/store/notices.ts";
import { listHeldVersions, listPositionVersions, selectCurrentVersions } from "../../src/store/positions.ts";
import { readRunStarts } from "../../src/store/runs.ts";
import { scansOf } from "./scans.ts";

const DIGEST = {
  eventId: "msg_1",
  deliveryId: "dlv_1",
  endpointId: "ep_1",
  reason: "many-changes",
  body: "{}",
  members: ["dlv_2"],
};
const REMINDER = { eventId: "msg_1", endpointId: "ep_1", body: "{}", at: 0, everyMs: 0 };

it.each<[string, (db: D1Database) => Promise<unknown>]>([
  [
    "the threads and dismissals of some positions",
    (db) => db.batch([selectOpenAlerts(db, ["a/b"]), selectDismissedAlerts(db, ["a/b"])]),
  ],
  ["what some positions are held as", (db) => selectCurrentVersions(db, ["a/b"]).all()],
  ["the versions of a dossier's positions", (db) => listPositionVersions(db, "a")],
  ["what was held at a time", (db) => listHeldVersions(db, "a", 0)],
  ["an alert's latest evidence", (db) => readLatestEvidence(db, "alt_1")],
  ["the alert that is settled", (db) => settleAlert(db, { id: "alt_1", status: "dismissed", note: null }, 0).run()],
  ["the crowd of a delivery", (db) => listCrowd(db, "dlv_1", 0)],
  ["the members of a digest", (db) => recordDigest(db, DIGEST, 0)],
  ["what a run releases", (db) => releaseRun(db, "run_1", 0)],
  ["what a run holds back", (db) => listFirstHeld(db, "run_1")],
  ["when runs started", (db) => readRunStarts(db, ["run_1"])],
  ["a delivery that is asked for again", (db) => requestRedelivery(db, "dlv_1", 0)],
  ["an endpoint's last attempt", (db) => noteAttempt(db, "ep_1", true, 0).run()],
  ["alerts that wait for an answer", (db) => listUnanswered(db, "ep_1", 0)],
  ["who is reminded", (db) => db.batch(reminderStatements(db, REMINDER, 0))],
])("reads %s by an index", async (_, work) => {
  expect(await scansOf(work)).toEqual([]);
});
