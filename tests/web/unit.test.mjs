// The small modules of the search on their own; run by Node's own test runner, from pytest.
import assert from "node:assert/strict";
import { test } from "node:test";
import { distance, nearest } from "../../generator/web/spelling.js";
import { filter } from "../../generator/web/facets.js";
import { read, write } from "../../generator/web/state.js";
import { fold, key, pairs, queryWords, words } from "../../generator/web/text.js";

test("symbols become what a keyboard has", () => {
  for (const [typed, meant] of [["R²", "r2"], ["R-squared", "r2"], ["r squared", "r2"], ["χ²", "chi2"], ["C++", "cpp"], ["Cramér", "cramer"]])
    assert.equal(key(typed), meant);
});

test("joined, split and hyphenated words are one key", () => {
  for (const typed of ["k means", "k-means", "kmeans", "K Means"]) assert.equal(key(typed), "kmean");
  assert.equal(key("L1/L2"), key("l1 l2"));
  assert.ok(words("cross-validation").includes("crossvalidation"));
});

test("British and American spelling, singular and plural are one word", () => {
  const same = [["regularisation", "regularization"], ["behaviour", "behavior"], ["modelling", "modeling"], ["analyse", "analyze"],
    ["trees", "tree"], ["queries", "query"], ["boxes", "box"], ["neighbours", "neighbor"], ["labelled", "labeled"]];
  for (const [one, other] of same) assert.equal(fold(one), fold(other), one);
  for (const word of ["bias", "loss", "analysis", "series", "f1", "lasso", "bus"]) assert.equal(fold(word), fold(fold(word)));
  for (const word of ["bias", "loss", "analysis"]) assert.equal(fold(word), word);
});

test("small words fall away only where others are left", () => {
  assert.deepEqual(queryWords("why not mse for classification"), ["mse", "classification"]);
  assert.deepEqual(queryWords("what is it"), ["what", "is", "it"]);
  assert.deepEqual(queryWords("?!… 🎉 ---"), []);
  assert.deepEqual(pairs("not in null").map(({ pair }) => pair), ["notin", "innull"]);
});

test("a query of any length is cut", () => {
  assert.ok(queryWords("x".repeat(10_000))[0].length <= 40);
  assert.ok(queryWords("word ".repeat(10_000)).length <= 50);
});

test("a slip is one step: a letter more, less, another, or two swapped", () => {
  for (const [a, b] of [["attention", "atention"], ["score", "scroe"], ["lasso", "lassso"], ["ridge", "ridje"]]) assert.equal(distance(a, b, 2), 1);
  assert.equal(distance("lasso", "forest", 2), 3);
});

test("only the nearest words correct a word, and short ones are left alone", () => {
  assert.deepEqual(nearest("atention", ["attention", "retention", "tension"]), ["attention"]);
  assert.deepEqual(nearest("vif", ["vim", "vie"]), []);
  assert.deepEqual(nearest("zzzzzz", ["attention"]), []);
});

const FACETS = {
  topic: [["trees", "Trees"], ["sql", "SQL"]], level: [["core", "Core"], ["advanced", "Advanced"]], kind: [["concept", "Concept"]],
  role: [["a", "A"], ["b", "B"]], stage: [["screen", "Screen"]], company: [],
};
const LABELS = [[0, 0, 0, [0], [0], []], [0, 1, 0, [0, 1], [0], []], [1, 0, 0, [1], [0], []]];
const ORDER = ["topic", "level", "kind", "role", "stage", "company"];
const index = {
  file: { facets: FACETS },
  values: (n, facet) => [LABELS[n][ORDER.indexOf(facet)]].flat(),
};
const none = { role: [], stage: [], company: [], topic: [], level: [], kind: [] };

test("a question passes every facet, and a count tells what a choice would show", () => {
  assert.deepEqual(filter(index, [0, 1, 2], none).passed, [0, 1, 2]);
  const { passed, counts } = filter(index, [0, 1, 2], { ...none, level: ["core"], role: ["b"] });
  assert.deepEqual(passed, [2]);
  assert.deepEqual(counts.level, [1, 1]); // with role b: one core, one advanced
  assert.deepEqual(counts.role, [1, 1]); // with level core: one of each
  assert.deepEqual(counts.topic, [0, 1]);
  assert.deepEqual(filter(index, [0, 1, 2], { ...none, role: ["a", "b"] }).passed, [0, 1, 2]);
});

test("the address holds the whole state and comes back as it was", () => {
  const { state, ignored } = read("?q=l1%2Fl2+%26+c%2B%2B&level=core&role=a&role=b&sort=title", FACETS);
  assert.deepEqual(ignored, []);
  assert.deepEqual(state, { q: "l1/l2 & c++", sort: "title", chosen: { ...none, level: ["core"], role: ["a", "b"] } });
  assert.deepEqual(read(write(state), FACETS).state, state);
  assert.equal(write(read("", FACETS).state), "");
});

test("unknown facets, values and sorts are named and left out", () => {
  const { state, ignored } = read("?level=foo&colour=red&sort=random&__proto__=x&role=a&role=a", FACETS);
  assert.deepEqual(ignored, ["level=foo", "colour=red", "sort=random", "__proto__=x"]);
  assert.deepEqual(state.chosen.role, ["a"]);
});
