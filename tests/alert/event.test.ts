import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { alertBody, BODY_BYTES, digestBody } from "../../src/alert/event.ts";
import schema from "../../src/alert/events.schema.json" with { type: "json" };
import { shortened } from "../../src/deliver/channel/shortened.ts";
import { digestOf, EXAMPLES, happening, HOSTILE, NOW, tellingOf } from "../deliver/events.ts";

const validate = addFormats.default(new Ajv2020({ strict: true, allowUnionTypes: true })).compile(schema);

function problemsOf(body: unknown): unknown {
  return validate(body) ? null : validate.errors;
}

describe("the published schema", () => {
  it.each(EXAMPLES)("describes an event of type $type, whole or shortened", (example) => {
    expect(problemsOf(example)).toBeNull();
    expect(problemsOf(JSON.parse(shortened(JSON.stringify(example))))).toBeNull();
  });

  it("gives an example of every type, and each is one", () => {
    expect(schema.examples.map(problemsOf)).toEqual(schema.examples.map(() => null));
    expect(new Set(schema.examples.map(({ type }) => type))).toEqual(new Set(EXAMPLES.map(({ type }) => type)));
  });

  it("describes every type that there is, and no other", () => {
    expect(new Set(EXAMPLES.map(({ type }) => type)).size).toBe(12);
    expect(problemsOf({ ...EXAMPLES[0], type: "alert.invented" })).not.toBeNull();
    expect(problemsOf({ ...EXAMPLES[0], extra: 1 })).not.toBeNull();
  });

  it("describes events told in hostile text and in the longest", () => {
    for (const text of [HOSTILE, "長".repeat(1_000_000), "\u0000".repeat(10), ""]) {
      const body = alertBody(tellingOf(text, "javascript:alert(1)"), NOW);
      expect(problemsOf(body)).toBeNull();
      expect(body.data.evidence.link).toBeNull();
      expect(new TextEncoder().encode(JSON.stringify(body)).length).toBeLessThan(BODY_BYTES);
    }
  });
});

describe("a digest", () => {
  it("lists forty changes, each with its alert and its link", () => {
    const { data } = digestOf(40) as ReturnType<typeof digestBody>;
    expect(data).toMatchObject({ count: 40, omitted: 0, summary: "40 changes of position were found at once." });
    expect(new Set(data.changes.map(({ alert }) => alert)).size).toBe(40);
  });

  it("stays under 20 kB whatever it tells of, and counts what it leaves out", () => {
    const changes = Array.from({ length: 400 }, (_, index) => ({
      eventId: `msg_${index}`,
      body: alertBody(
        { ...tellingOf("長".repeat(5000), `https://a.example/${"x".repeat(900)}`), alertId: `alt_${index}` },
        NOW,
      ),
    }));
    const body = digestBody({ reason: "many-changes", changes }, NOW);
    expect(new TextEncoder().encode(JSON.stringify(body)).length).toBeLessThanOrEqual(BODY_BYTES);
    expect(body.data.changes.length).toBeGreaterThan(10);
    expect(body.data.changes.length + body.data.omitted).toBe(400);
  });
});

it("tells a walk-back as one, and a confirmation as the position from now on", () => {
  expect(alertBody(happening({ type: "alert.walked_back" }), NOW).data.summary).toContain("back where it was");
  expect(alertBody(happening({ type: "alert.confirmed" }), NOW).data.summary).toContain("from now on");
});
