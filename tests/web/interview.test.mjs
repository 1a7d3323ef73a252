// What a mock interview is made of, without a browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chance, shuffled } from "../../generator/web/practice/chance.js";
import { Guide } from "../../generator/web/practice/guide.js";
import { compose, drawn, names, pace, read, weakTopics, write } from "../../generator/web/practice/interview.js";

const stage = (/** @type {string} */ id, /** @type {string[]} */ kinds, minutes = 60, pace = 10) => ({ id, name: id, url: "", minutes, pace, kinds, rubric: [] });
const question = (/** @type {number} */ i, more = {}) => ({
  id: `q${i}`, title: `Q${i}`, topic: `t${i % 5}`, level: ["core", "intermediate", "advanced"][i % 3], kind: "concept",
  roles: ["ds"], stages: ["screen", "depth"], companies: [], principles: [], url: "", ...more,
});
const questions = [
  ...Array.from({ length: 60 }, (_, i) => question(i)),
  ...Array.from({ length: 8 }, (_, i) => question(100 + i, { kind: "behavioral", topic: "people", stages: ["talk"], principles: i < 4 ? ["acme/be-kind"] : [] })),
];
/** @param {typeof questions} list */
const guideOf = (list) => new Guide({
  version: 1, aliases: {}, former: { role: { analyst: "ds" }, stage: {}, company: {}, topic: {} }, questions: list, topics: [],
  roles: [{ id: "ds", name: "DS", url: "", weights: { t0: 5, t1: 5, t2: 1, t3: 1, t4: 1, people: 3 } }],
  stages: [stage("screen", ["concept", "behavioral"], 45), stage("depth", ["concept"]), stage("talk", ["behavioral"], 60, 12)],
  companies: [{ id: "acme", name: "Acme", url: "", principles: [], parts: [{ id: "onsite", name: "Onsite" }], rounds: [
    { id: "call", part: "", name: "Call", stage: "screen", minutes: 30, opener: true },
    { id: "onsite-depth", part: "onsite", name: "Onsite: depth", stage: "depth", minutes: 60, opener: true },
    { id: "onsite-people", part: "onsite", name: "Onsite: people", stage: "talk", minutes: 60, opener: false },
  ] }],
});
const guide = guideOf(questions);
const mock = (/** @type {string} */ address, of = guide) => compose(of, read(of, new URLSearchParams(address)));
const ids = (/** @type {ReturnType<typeof mock>} */ rounds) => rounds.map((round) => round.questions.map((q) => q.id));

test("the same address is the same interview, another seed another", () => {
  assert.deepEqual(ids(mock("company=acme&seed=a")), ids(mock("company=acme&seed=a")));
  assert.notDeepEqual(ids(mock("company=acme&seed=a")), ids(mock("company=acme&seed=b")));
});

test("an address that was written is read as it was meant", () => {
  for (const address of ["role=ds&stage=depth&level=core&minutes=30&seed=x1", "role=ds&company=acme&part=onsite&seed=x1", "role=ds&stage=depth&level=core%2Cadvanced&seed=x1"])
    assert.equal(write(read(guide, new URLSearchParams(address))).toString(), address);
  const wrong = read(guide, new URLSearchParams("role=x&stage=y&company=z&level=w&minutes=9999&seed=<b>"));
  assert.deepEqual([wrong.role, wrong.stage, wrong.company, wrong.levels.length, wrong.minutes, wrong.seed], ["ds", "screen", "", 3, 0, "b"]);
});

test("a loop has its rounds in order, each with as many questions as its pace allows, none twice", () => {
  const rounds = mock("company=acme&seed=s");
  assert.deepEqual(rounds.map((round) => round.name), ["Call", "Onsite: depth", "Onsite: people"]);
  assert.deepEqual(rounds.map((round) => round.questions.length), [2, 5, 4]);
  assert.equal(new Set(ids(rounds).flat()).size, ids(rounds).flat().length);
});

test("a part of a loop is its rounds in order, and one round is that round", () => {
  const rounds = (/** @type {string} */ part) => mock(`company=acme&part=${part}&seed=s`).map((round) => round.name);
  assert.deepEqual(rounds("onsite"), ["Onsite: depth", "Onsite: people"]);
  assert.deepEqual(rounds("call"), ["Call"]);
  assert.equal(rounds("nowhere").length, 3);
  assert.equal(names(guide, { role: "analyst", company: "acme", part: "onsite" }), "DS, acme, Onsite".replace("acme", guide.companies[0].name));
  assert.equal(names(guide, { role: "ds", stage: "screen" }), "DS, screen");
});

test("other questions, or the same for another time, are another interview", () => {
  const one = drawn(mock("stage=depth&seed=s"));
  assert.equal(drawn(mock("stage=depth&seed=s&role=ds")), one);
  assert.equal(drawn(mock("stage=depth&seed=s&role=analyst")), one);
  assert.notEqual(drawn(mock("stage=depth&seed=t")), one);
  assert.notEqual(drawn(mock("stage=depth&seed=s&minutes=64")), one);
  assert.notEqual(drawn(mock("stage=depth&seed=s", guideOf(questions.slice(1)))), drawn(mock("stage=depth&seed=s", guideOf(questions.slice(20)))));
});

test("a round with a behavioral opener begins with one, and holds what its stage asks after it", () => {
  for (const seed of ["a", "b", "c", "d"])
    for (const round of mock(`company=acme&seed=${seed}`).slice(0, 2)) {
      assert.equal(round.questions[0].kind, "behavioral");
      assert.ok(round.questions.slice(1).every((q) => q.kind === "concept"));
    }
});

test("levels and length are kept to", () => {
  const [round] = mock("stage=depth&level=core&minutes=35&seed=s");
  assert.equal(round.questions.length, 3);
  assert.ok(round.questions.every((q) => q.level === "core"));
});

test("the role's main topics come up more often", () => {
  const seen = Array.from({ length: 200 }, (_, i) => mock(`stage=depth&minutes=15&seed=${i}`)[0].questions[0].topic);
  const share = seen.filter((topic) => topic === "t0" || topic === "t1").length / seen.length;
  assert.ok(share > 0.8, String(share));
});

test("a bank that grows leaves most of an old interview as it was", () => {
  const grown = guideOf([...questions, question(999, { topic: "t4" })]);
  const [before, after] = [ids(mock("stage=depth&seed=s")).flat(), ids(mock("stage=depth&seed=s", grown)).flat()];
  assert.ok(before.filter((id) => after.includes(id)).length >= before.length - 1);
});

test("nothing to ask is no round", () => assert.deepEqual(mock("stage=talk&level=core&seed=s&role=ds", guideOf([])), []));

test("a question that only opens a round has the time of its own stage", () => {
  const design = stage("design", ["system-design"], 60, 45);
  assert.equal(pace(guide, design, questions[60]), 12);
  assert.equal(pace(guide, guide.stages[1], questions[0]), 10);
});

test("weak topics come by how weak they were", () => {
  assert.deepEqual(weakTopics(guide, { q0: 2, q1: 1, q2: 3, gone: 1 }), [{ topic: "t1", ids: ["q1"] }, { topic: "t0", ids: ["q0"] }]);
});

test("chance is even and repeats", () => {
  const numbers = Array.from({ length: 2000 }, (_, i) => chance(`seed/${i}`));
  const mean = numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
  assert.ok(mean > 0.47 && mean < 0.53);
  assert.ok(numbers.every((n) => n > 0 && n < 1));
  assert.deepEqual(shuffled([1, 2, 3], "s", String, () => 1), shuffled([3, 2, 1], "s", String, () => 1));
});
