// The plan, without a browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { calendarFile } from "../../generator/web/practice/calendar.js";
import { after, minutesFor, plan, topicOrder, wanted, wish } from "../../generator/web/practice/days.js";
import { Guide } from "../../generator/web/practice/guide.js";

const topic = (/** @type {string} */ id, /** @type {string[]} */ prerequisites = []) => ({ id, name: id, url: "", prerequisites });
const question = (/** @type {number} */ i) => ({
  id: `q${i}`, title: "", topic: ["base", "main", "side"][i % 3], level: ["core", "intermediate", "advanced"][Math.floor(i / 3) % 3], kind: "concept",
  roles: ["ds"], stages: ["screen"], companies: [], principles: [], url: "",
});
const guide = new Guide({
  version: 1, aliases: {}, companies: [], questions: Array.from({ length: 90 }, (_, i) => question(i)),
  topics: [topic("base"), topic("main", ["base"]), topic("side")],
  roles: [{ id: "ds", name: "DS", url: "", weights: { side: 3, main: 5, base: 2 } }],
  stages: [{ id: "screen", name: "", url: "", minutes: 60, pace: 10, kinds: [], rubric: [] }],
});
const START = "2026-11-23";
const never = () => false;
const asked = (more = {}) => ({ role: "ds", weeks: 2, hours: 1, days: 6, ...more });
const ids = (/** @type {ReturnType<typeof plan>} */ made) => made.days.flatMap((day) => day.topics.flatMap((each) => each.ids));

test("every day until the interview is there, and none has more than it holds", () => {
  const { days } = plan(guide, asked(), START, never);
  assert.deepEqual([days.length, days[0].day, days[13].day], [14, "2026-11-23", "2026-12-06"]);
  assert.equal(after("2026-12-31", 1), "2027-01-01");
  for (const day of days) assert.ok(day.minutes + day.review <= 60 + 9, JSON.stringify(day));
  assert.deepEqual(days.map((day) => day.kind[0]).join(""), "lllllmrlllllmr");
});

test("little time goes to what is asked most: core questions of the main topic first", () => {
  const first = ids(plan(guide, asked({ weeks: 1, hours: 0.5 }), START, never)).map((id) => guide.byId.get(id));
  assert.ok(first.length > 3);
  assert.ok(first.every((q) => q?.topic === "main" && q.level === "core"), JSON.stringify(first));
});

test("what is left out is counted, and with time enough nothing is", () => {
  const short = plan(guide, asked({ weeks: 1 }), START, never);
  assert.equal(short.left, 90 - ids(short).length);
  const long = plan(guide, asked({ weeks: 8, hours: 3 }), START, never);
  assert.equal(long.left, 0);
  assert.equal(new Set(ids(long)).size, 90);
});

test("what is known is left out", () => {
  const made = plan(guide, asked({ weeks: 8, hours: 3 }), START, (id) => Number(id.slice(1)) < 45);
  assert.equal(ids(made).length, 45);
  assert.equal(wanted(guide, "ds", () => true).length, 0);
});

test("a topic comes after what it builds on, level by level", () => {
  assert.deepEqual(topicOrder(guide, "ds"), ["base", "main", "side"]);
  const order = ids(plan(guide, asked({ weeks: 8, hours: 3 }), START, never)).map((id) => guide.byId.get(id));
  const levels = order.map((q) => ["core", "intermediate", "advanced"].indexOf(q?.level ?? ""));
  assert.deepEqual(levels, [...levels].sort());
  assert.equal(order[0]?.topic, "base");
});

test("the work is spread over the days", () => {
  const { days } = plan(guide, asked({ weeks: 8, hours: 4 }), START, never);
  const full = days.filter((day) => day.kind === "learn").map((day) => day.minutes);
  const mean = full.reduce((sum, n) => sum + n, 0) / full.length;
  assert.ok(full.every((n) => Math.abs(n - mean) <= 18), full.join()); // the longest question
});

test("harder questions take longer", () => assert.deepEqual([0, 3, 6].map((i) => minutesFor(guide, question(i))), [10, 14, 18]));

test("a wish that makes no sense is the usual one", () => {
  assert.deepEqual(wish({ role: "ds", weeks: "99", hours: "x", days: "0" }), { role: "ds", weeks: 4, hours: 1, days: 6 });
  assert.deepEqual(wish({ weeks: "3", hours: "1.5", days: "5" }), { role: "", weeks: 3, hours: 1.5, days: 5 });
});

test("the calendar file has an event for each day of work, with an id that lasts", () => {
  const { days } = plan(guide, asked({ weeks: 1 }), START, never);
  const text = calendarFile(days, "DS", (day) => day.kind, "https://example.org/plan/", Date.UTC(2026, 10, 21));
  assert.equal(text.match(/BEGIN:VEVENT/g)?.length, 7);
  assert.match(text, /UID:2026-11-23\.plan@loopbook\r\n/);
  assert.match(text, /DTSTART;VALUE=DATE:20261123\r\nDTEND;VALUE=DATE:20261124|DTSTART;VALUE=DATE:20261123/);
  assert.ok(text.split("\r\n").every((line) => line.length <= 75));
});
