// Scheduling, merging and migrating progress, without a browser; run by Node's own test runner, from pytest.
import assert from "node:assert/strict";
import { test } from "node:test";
import { counts, inPathOrder, next, pick, present } from "../../generator/web/practice/deck.js";
import { Guide } from "../../generator/web/practice/guide.js";
import { MOST_MOCKS, MOST_REVIEWS } from "../../generator/web/practice/limits.js";
import { Refused, VERSION, empty, merge, parse, renamed, reviewCount, write } from "../../generator/web/practice/progress.js";
import { DAY, MINUTE, allDue, card, choices, due, isKnown, spanText } from "../../generator/web/practice/schedule.js";
import { KEY, NotKept, Store } from "../../generator/web/practice/store.js";
import { clock } from "../../generator/web/practice/text.js";

const T0 = Date.UTC(2026, 10, 21, 9);
/** @param {Partial<import("../../generator/web/practice/progress.js").Progress>} part */
const progress = (part) => ({ ...empty(), ...part });
const story = (/** @type {string} */ id, /** @type {number} */ changed, title = "", deleted = false) =>
  ({ id, changed, deleted, title, situation: "", task: "", action: "", result: "", principles: [], questions: [] });

const question = (/** @type {string} */ id, more = {}) =>
  ({ id, title: id, topic: "trees", level: "core", kind: "concept", roles: ["tester"], stages: ["screen"], companies: [], principles: [], url: "", ...more });
const guide = new Guide({
  version: 1, stages: [], companies: [], topics: [], aliases: { former: "a" },
  former: { role: { breaker: "tester" }, stage: { call: "screen" }, company: { acme: "apex" }, topic: { forests: "trees" } },
  roles: [{ id: "tester", name: "Tester", url: "", weights: { trees: 2, people: 5 } }],
  questions: [question("a"), question("b", { level: "advanced" }), question("c", { topic: "people", roles: ["tester", "writer"] })],
});

test("a good answer comes back later than a hard one, a forgotten one at once", () => {
  const [again, hard, good, easy] = choices([], T0);
  assert.ok(again < hard && hard < good && good < easy);
  assert.ok(again <= 5 * MINUTE && easy >= DAY);
});

test("intervals grow while one remembers and shrink when one forgets", () => {
  /** @type {[number, number][]} */
  const reviews = [[T0, 3]];
  const spans = [];
  for (let i = 0; i < 6; i++) {
    const at = due(reviews);
    reviews.push([at, 3]);
    spans.push(due(reviews) - at);
  }
  assert.deepEqual(spans, [...spans].sort((a, b) => a - b));
  assert.ok(spans[5] > 30 * DAY);
  const at = due(reviews);
  assert.ok(due([...reviews, [at, 1]]) - at < DAY);
});

test("the same reviews give the same dates, whenever they are replayed", () => {
  /** @type {[number, number][]} */
  const reviews = [[T0, 3], [T0 + DAY, 2], [T0 + 5 * DAY, 4]];
  assert.deepEqual(card(reviews), card(reviews));
  assert.deepEqual(allDue({ a: reviews, gone: reviews }, ["a", "never"]), { a: due(reviews) });
});

test("known means remembered more than once and for a week", () => {
  assert.equal(isKnown([]), false);
  assert.equal(isKnown([[T0, 4]]), false);
  assert.equal(isKnown([[T0, 4], [T0 + 10 * DAY, 3]]), true);
  assert.equal(isKnown([[T0, 4], [T0 + 10 * DAY, 1]]), false);
});

test("spans fit on a button", () => {
  for (const [span, text] of [[1, "1 min"], [10 * MINUTE, "10 min"], [3 * 60 * MINUTE, "3 h"], [8 * DAY, "8 d"], [90 * DAY, "3 mo"], [800 * DAY, "2 y"]])
    assert.equal(spanText(Number(span)), text);
});

test("a clock shows what is left and what is over", () => {
  assert.deepEqual([90_000, 0, -500, -61_000].map(clock), ["1:30", "0:00", "0:00", "−1:01"]);
});

test("a deck is what the address asks for, in the role's order", () => {
  const ids = (/** @type {string} */ search) => pick(guide, new URLSearchParams(search)).map((q) => q.id);
  assert.deepEqual(ids(""), ["a", "b", "c"]);
  assert.deepEqual(ids("topic=trees"), ["a", "b"]);
  assert.deepEqual(ids("topic=trees&topic=people"), ["a", "b", "c"]);
  assert.deepEqual(ids("role=tester"), ["c", "a", "b"]);
  assert.deepEqual(ids("role=writer"), ["c"]);
  assert.deepEqual(ids("role=nobody"), []);
  assert.deepEqual(ids("ids=former,c"), ["a", "c"]);
  assert.equal(inPathOrder(guide, guide.questions, "nobody").length, 3);
});

test("cards that are due come before new ones, and those of this sitting come back in it", () => {
  const session = { fresh: 1, seen: new Set() };
  assert.equal(next(["a", "b", "c"], { b: T0 - 1, c: T0 - 2 }, T0, session), "c");
  assert.equal(next(["a", "b"], { b: T0 + 1 }, T0, session), "a");
  assert.equal(next(["a", "b"], { b: T0 + MINUTE }, T0, { fresh: 0, seen: new Set() }), undefined);
  assert.equal(next(["a", "b"], { b: T0 + MINUTE }, T0, { fresh: 0, seen: new Set(["b"]) }), "b");
  assert.deepEqual(counts(["a", "b", "c"], { b: T0, c: T0 + 1 }, T0), { due: 1, fresh: 1, all: 3 });
});

test("merging keeps every review of both copies, each once", () => {
  const one = progress({ reviews: { a: [[1, 3], [5, 1]], b: [[2, 2]] } });
  const other = progress({ reviews: { a: [[3, 4], [5, 1]], c: [[9, 1]] } });
  const both = merge(one, other);
  assert.deepEqual(both.reviews, { a: [[1, 3], [3, 4], [5, 1]], b: [[2, 2]], c: [[9, 1]] });
  assert.deepEqual(merge(other, one), both, "in either order");
  assert.deepEqual(merge(both, one), both, "again changes nothing");
});

test("of a story, a plan or a tick the one changed last wins, and a deleted story stays deleted", () => {
  const plan = (/** @type {number} */ changed) => ({ changed, settings: {}, start: "2026-11-21" });
  const one = progress({ stories: [story("s", 5, "new"), story("t", 1)], plan: plan(1), ticks: { d1: { day: "d1", done: true, changed: 3 } } });
  const other = progress({ stories: [story("s", 4, "old"), story("t", 2, "", true)], plan: plan(2), ticks: { d1: { day: "d1", done: false, changed: 2 } } });
  for (const both of [merge(one, other), merge(other, one)]) {
    assert.deepEqual(both.stories.map((s) => [s.id, s.title, s.deleted]), [["s", "new", false], ["t", "", true]]);
    assert.equal(both.plan?.changed, 2);
    assert.equal(both.ticks.d1.done, true);
  }
});

test("a renamed question keeps its history, joined with what came after", () => {
  const mock = { id: "m", at: 1, settings: {}, marks: { former: 2 }, scores: {} };
  const old = progress({ reviews: { former: [[1, 3]], a: [[2, 4]] }, mocks: [mock], stories: [{ ...story("s", 1), questions: ["former", "a"] }] });
  const now = renamed(old, guide);
  assert.deepEqual(now.reviews, { a: [[1, 3], [2, 4]] });
  assert.deepEqual(now.mocks[0].marks, { a: 2 });
  assert.deepEqual(now.stories[0].questions, ["a"]);
});

test("roles, stages and companies under former ids are found in settings, tags and addresses", () => {
  const mock = { id: "m", at: 1, settings: { role: "breaker", stage: "call", seed: "call" }, marks: {}, scores: {} };
  const plan = { changed: 1, settings: { role: "breaker", weeks: "2" }, start: "2026-11-21" };
  const now = renamed(progress({ mocks: [mock], plan, stories: [{ ...story("s", 1), principles: ["acme/be-kind"] }] }), guide);
  assert.deepEqual(now.mocks[0].settings, { role: "tester", stage: "screen", seed: "call" });
  assert.deepEqual(now.plan?.settings, { role: "tester", weeks: "2" });
  assert.deepEqual(now.stories[0].principles, ["apex/be-kind"]);
  assert.equal(present(guide, new URLSearchParams("topic=forests&role=breaker&q=breaker")).toString(), "topic=trees&role=tester&q=breaker");
});

test("the longest histories make room for what is new, and it is told", () => {
  const store = new Store(((place) => () => place)(storage(1e6)));
  const reviews = Array.from({ length: MOST_REVIEWS }, (_, i) => /** @type {[number, number]} */ ([i, 3]));
  const mocks = Array.from({ length: MOST_MOCKS }, (_, i) => ({ id: `m${i}`, at: i, settings: {}, marks: {}, scores: {} }));
  store.change((p) => ({ ...p, mocks, reviews: { a: reviews } }));
  assert.deepEqual([store.gone, store.read().mocks.length, store.read().reviews.a.length], ["", MOST_MOCKS, MOST_REVIEWS]);
  store.change((p) => ({ ...p, mocks: [...p.mocks, { ...mocks[0], id: "new", at: 1000 }], reviews: { a: [...p.reviews.a, [500, 1]] } }));
  assert.deepEqual([store.read().mocks.length, store.read().mocks.at(-1)?.id, store.read().mocks[0].id], [MOST_MOCKS, "new", "m1"]);
  assert.deepEqual([store.read().reviews.a.length, store.read().reviews.a.at(-1), store.read().reviews.a[0]], [MOST_REVIEWS, [500, 1], [1, 3]]);
  assert.match(store.gone, /latest 100 reviews: the oldest made room, 1 review\. .*latest 200 mock interviews are kept: 1 older one made room/);
});

test("what is written is read again, and version 1 becomes the present one", () => {
  const kept = progress({ reviews: { a: [[1, 3]] }, stories: [story("s", 1)] });
  assert.deepEqual(parse(write(kept)), kept);
  const old = JSON.stringify({ format: "loopbook-progress", version: 1, reviews: { a: [[7, 2], [1, 3]] } });
  assert.deepEqual(parse(old), progress({ reviews: { a: [[1, 3], [7, 2]] } }));
});

test("a damaged or foreign file is refused whole", () => {
  const good = JSON.parse(write(progress({ reviews: { a: [[1, 3]] } })));
  const bad = [
    "", "{", "null", "[]", "7", '{"format":"anki"}',
    ...[{ version: VERSION + 1 }, { version: 0 }, { version: "1" }, { reviews: [] }, { reviews: { a: [[1, 5]] } }, { reviews: { a: [["1", 3]] } },
      { reviews: { "<img>": [] } }, { reviews: null }, { mocks: {} }, { stories: [{}] }, { plan: 4 }, { ticks: { x: 1 } }].map((part) => JSON.stringify({ ...good, ...part })),
    '{"format":"loopbook-progress","version":1,"reviews":{"__proto__":[[1,3]]}}',
  ];
  for (const text of bad) assert.throws(() => parse(text), Refused, text);
  assert.equal(reviewCount(parse(JSON.stringify({ ...good, more: 1 }))), 1);
  assert.ok(!("more" in parse(JSON.stringify({ ...good, more: 1 }))), "nothing foreign is carried along");
});

/** A browser's storage that holds so much. */
function storage(/** @type {number} */ room) {
  const kept = new Map();
  return /** @type {Storage} */ (/** @type {unknown} */ ({
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ text) => {
      if (text.length > room) throw new DOMException("full", "QuotaExceededError");
      kept.set(key, text);
    },
    removeItem: (/** @type {string} */ key) => kept.delete(key),
  }));
}

test("a full storage is told, and what was kept stays", () => {
  const place = storage(200);
  const store = new Store(() => place);
  store.change((p) => ({ ...p, reviews: { a: [[1, 3]] } }));
  const before = place.getItem(KEY);
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`q${i}`, /** @type {[number, number][]} */ ([[1, 3]])]));
  assert.throws(() => store.change((p) => ({ ...p, reviews: many })), (error) => error instanceof NotKept && /storage is full/.test(error.message));
  assert.equal(place.getItem(KEY), before);
});

test("what can't be read is not overwritten", () => {
  const place = storage(1000);
  place.setItem(KEY, "{broken");
  const store = new Store(() => place);
  assert.throws(() => store.change(() => empty()), NotKept);
  assert.equal(place.getItem(KEY), "{broken");
  store.forget();
  assert.deepEqual(store.read(), empty());
});

test("two tabs don't undo each other", () => {
  const place = storage(1000);
  const [one, other] = [new Store(() => place), new Store(() => place)];
  one.change((p) => ({ ...p, reviews: { ...p.reviews, a: [[1, 3]] } }));
  other.change((p) => ({ ...p, reviews: { ...p.reviews, b: [[2, 3]] } }));
  assert.deepEqual(Object.keys(one.read().reviews), ["a", "b"]);
});

test("a storage that is switched off is told", () => {
  const store = new Store(() => { throw new DOMException("no", "SecurityError"); });
  assert.deepEqual(store.read(), empty());
  assert.throws(() => store.change((p) => p), /does not let this site store/);
});
