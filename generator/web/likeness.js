// How well an entry as a whole fits what was asked: its title, the start of it, a keyword, its initials.
import { key, queryWords } from "./text.js";

/** @typedef {import("./engine.js").Doc} Doc */
/**
 * What an entry is compared with as a whole.
 * @typedef {{title: string, telling: string, initials: string, keywords: Set<string>}} Keys
 */

const NAMED = 6; // the query is the title
const PAGE_WEIGHT = 0.5; // a page that is not named like the query: most readers look for a question
const LEAST_PHRASE = 6; // letters; shorter ones stand within other words

/**
 * @param {Doc} doc
 * @returns {Keys}
 */
export function keysOf(doc) {
  const telling = queryWords(doc.title);
  const initials = `${telling.map((word) => word[0]).join("")} ${doc.id.split("-").map((word) => word[0]).join("")}`;
  return { title: key(doc.title), telling: telling.join(""), initials, keywords: new Set(doc.keywords.map(key)) };
}

/**
 * A factor for the entry's score.
 * @param {Doc} doc
 * @param {Keys} own
 * @param {string} asked the query as a key
 * @param {string} telling the same without small words
 */
export function likeness(doc, own, asked, telling) {
  const page = doc.type !== "question";
  if (own.title === asked || own.telling === telling) return NAMED;
  let like = page ? PAGE_WEIGHT : 1;
  if (own.telling.startsWith(telling)) like *= page ? 4 : 2;
  else if (telling.length >= LEAST_PHRASE && own.telling.includes(telling)) like *= 1.4;
  if (own.keywords.has(asked) || own.keywords.has(telling)) like *= 2;
  else if (!page) like *= 1 + (3 * longestWithin(own.keywords, asked)) / asked.length;
  if (asked.length > 1 && asked.length < LEAST_PHRASE && own.initials.includes(asked)) like *= 1.6;
  return like;
}

/**
 * Length of the longest phrase that the query holds.
 * @param {Set<string>} phrases
 * @param {string} asked
 */
function longestWithin(phrases, asked) {
  let longest = 0;
  for (const phrase of phrases)
    if (phrase.length >= LEAST_PHRASE && phrase.length > longest && asked.includes(phrase)) longest = phrase.length;
  return longest;
}
