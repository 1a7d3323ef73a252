// The index over files that arrive as they are needed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Index } from "../../generator/web/index.js";

const SUBJECTS = ["random forest", "hash table", "kalman filter", "beam search", "word error rate", "parking lot"];
const SIZE = 2;

function guide(chunks) {
  const files = {
    "index.json": {
      version: 1, size: SIZE, chunks,
      facets: { topic: [["t", "Topic"]], level: [["core", "Core"]], kind: [["c", "Concept"]], role: [], stage: [], company: [] },
      labels: [[0, 0, 0, [], [], []]], label: Array(chunks * SIZE).fill(0),
      words: chunks > 2 ? SUBJECTS.slice(0, chunks).map((subject) => `how does a ${subject} work one two`) : [],
      pages: [{ type: "role", title: "Data scientist", url: "roles/data-scientist/", keywords: "", text: "Numbers." }],
    },
  };
  for (let i = 0; i < chunks; i++) {
    files[`${i}.json`] = {
      id: ["one", "two"].map((word) => `${SUBJECTS[i].replaceAll(" ", "-")}-${word}`), page: ["topics/t/", "topics/t/"],
      title: ["one", "two"].map((word) => `How does a ${SUBJECTS[i]} work, ${word}?`), keywords: ["", ""],
    };
    files[`${i}.text.json`] = [`Only here: zebra${i}.`, "Nothing."];
  }
  return files;
}

async function opened(chunks, broken = new Set()) {
  const read = [];
  const files = guide(chunks);
  const load = async (name) => {
    read.push(name);
    if (broken.has(name)) throw new Error(name);
    return files[name];
  };
  return { index: await Index.open(load), read, broken };
}

test("a small guide is read whole, its texts only for words that no title has", async () => {
  const { index, read } = await opened(2);
  const hits = await index.search("hash table two");
  assert.equal(hits[0].doc.url, "topics/t/#hash-table-two");
  assert.deepEqual(read, ["index.json", "0.json", "1.json"]);
  assert.equal((await index.search("zebra1"))[0].doc.id, "hash-table-one");
  assert.ok(read.includes("1.text.json"));
});

test("of a large guide only the files that have the words are read, misspelt words too", async () => {
  const { index, read } = await opened(6);
  assert.equal((await index.search("kalmann filter"))[0].doc.id, "kalman-filter-one");
  assert.deepEqual(read, ["index.json", "2.json"]);
});

test("a reader who types on does not wait for the files of the letters before", async () => {
  const { index, read } = await opened(6);
  assert.deepEqual(await index.search("kal", () => false), []);
  assert.deepEqual(read, ["index.json"]);
});

test("a list that is only shown makes nothing ready to be searched", async () => {
  const { index, read } = await opened(6);
  const before = index.engine.docs.size;
  assert.deepEqual((await index.docs([11, 0])).map((doc) => doc.id), ["parking-lot-two", "random-forest-one"]);
  assert.deepEqual(read, ["index.json", "5.json", "0.json"]);
  assert.equal(index.engine.docs.size, before);
  assert.equal((await index.search("parking lot two"))[0].doc.n, 11);
  assert.equal(read.filter((name) => name === "5.json").length, 1);
});

test("an answer is the same whatever was read before", async () => {
  const fresh = (await opened(2)).index;
  const used = (await opened(2)).index;
  await used.search("zebra1");
  const ids = async (index) => (await index.search("random forest")).map((hit) => hit.doc.id);
  assert.deepEqual(await ids(used), await ids(fresh));
});

test("a file that did not arrive is asked for again", async () => {
  const { index, broken } = await opened(2, new Set(["1.json"]));
  await assert.rejects(index.search("hash table"));
  broken.clear();
  assert.equal((await index.search("hash table"))[0].doc.id.startsWith("hash-table"), true);
});

test("pages are found beside questions", async () => {
  const { index } = await opened(2);
  assert.equal((await index.search("data scientist"))[0].doc.url, "roles/data-scientist/");
});

test("any text is answered", async () => {
  const { index } = await opened(2);
  for (const text of ["", " ", "🎉", "<script>", "?!…", "א ב", "a".repeat(10_000), "__proto__", "constructor hasOwnProperty"])
    assert.ok(Array.isArray(await index.search(text)));
});
