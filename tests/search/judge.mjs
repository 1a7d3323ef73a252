// Puts every query of the judged set to the real engine on the files of a built site; prints one JSON line a query.
//   node tests/search/judge.mjs BUNDLE FOLDER QUERIES
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [bundle, folder, queries] = process.argv.slice(2);
const { Index } = await import(pathToFileURL(bundle).href);
const load = async (name) => JSON.parse(await readFile(`${folder}/${name}`, "utf8"));

const index = await Index.open(load);
const idOf = (url) => url.split("#")[1] ?? (url.replace(/\/$/, "") || "index");
for (const line of (await readFile(queries, "utf8")).trim().split("\n").slice(1)) {
  const [query, kind, expected] = line.split("\t");
  const hits = await index.search(query);
  const found = hits.slice(0, 10).map((hit) => idOf(hit.doc.url));
  console.log(JSON.stringify({ query, kind, expected: expected.split(","), found }));
}
