// The one search engine of the site: MiniSearch over titles and keywords, and over the texts where these do not suffice.
import MiniSearch from "minisearch";
import { keysOf, likeness } from "./likeness.js";
import { nearest } from "./spelling.js";
import { key, LONGEST_QUERY, pairs, queryWords, singles, stem, words } from "./text.js";
import { others } from "./thesaurus.js";

/**
 * @typedef {object} Doc
 * @property {number} n place in the index: questions first, then pages
 * @property {string} id
 * @property {string} title
 * @property {string[]} keywords
 * @property {string} context where it belongs: topic, kind of page
 * @property {string} url
 * @property {string} type `question` or the kind of page
 */
/**
 * @typedef {object} Hit
 * @property {Doc} doc
 * @property {number} score
 * @property {boolean} whole whether every word of the query was found
 * @property {Set<string>} found words of the index that matched
 */
/** @typedef {import("./likeness.js").Keys} Keys */
/** @typedef {Map<string, {word: string, weight: number}[]>} Terms the query's words that a term of the index stands for */

const BOOST = { title: 3, keywords: 2.4, name: 1.5, context: 0.6 };
const TEXT_WEIGHT = 0.3;
// What a term counts that is not the typed word itself.
const OTHER = { stem: 0.5, corrected: 0.8, joined: 1, begun: 0.35, synonym: 0.6 };
const COVERAGE = 3; // how much an entry loses that has only some of the words
const MOST_BEGUN = 20;

export class Engine {
  constructor() {
    /** @type {Map<number, Doc>} */
    this.docs = new Map();
    /** @type {Map<number, Keys>} */
    this.keys = new Map();
    /** How many entries have a term. @type {Map<string, number>} */
    this.vocabulary = new Map();
    /** Words as they are spelt, to correct others by. @type {Set<string>} */
    this.spelt = new Set();
    this.titles = mini(["title", "keywords", "name", "context"]);
    this.texts = mini(["text"]);
  }

  /** @param {Doc[]} docs */
  add(docs) {
    for (const doc of docs) {
      this.docs.set(doc.n, doc);
      this.keys.set(doc.n, keysOf(doc));
      const text = `${doc.title} ; ${doc.keywords.join(" ; ")} ; ${doc.id}`;
      for (const term of new Set(words(text))) this.vocabulary.set(term, (this.vocabulary.get(term) ?? 0) + 1);
      for (const word of singles(text)) this.spelt.add(word);
    }
    this.titles.addAll(
      docs.map((doc) => ({ ...doc, keywords: doc.keywords.join(" ; "), name: doc.id, context: contextOf(doc.context) })),
    );
  }

  /** @param {{n: number, text: string}[]} texts */
  addTexts(texts) {
    this.texts.addAll(texts);
  }

  /**
   * Entries that answer a query, best first; without texts only titles and keywords are looked at.
   * @param {string} query
   * @param {{texts?: boolean}} [options]
   * @returns {Hit[]}
   */
  search(query, { texts = false } = {}) {
    query = query.slice(0, LONGEST_QUERY);
    const typed = queryWords(query);
    if (!typed.length) return [];
    const terms = this.#terms(query, typed);
    /** @type {Map<number, {score: number, covered: Set<string>, found: Set<string>}>} */
    const sums = new Map();
    const rarity = new Map(typed.map((word) => [word, this.#rarity(word)]));
    this.#collect(this.titles, terms, rarity, 1, sums);
    if (texts) this.#collect(this.texts, terms, rarity, TEXT_WEIGHT, sums);
    const asked = key(query);
    const all = total(rarity.values());
    /** @type {Hit[]} */
    const hits = [];
    for (const [n, { score, covered, found }] of sums) {
      const doc = this.docs.get(n);
      if (!doc) continue; // its text is here, its title is not
      const coverage = total([...covered].map((word) => rarity.get(word) ?? 0)) / all;
      hits.push({ doc, score: score * coverage ** COVERAGE * likeness(doc, /** @type {Keys} */ (this.keys.get(n)), asked, typed.join("")), whole: covered.size === rarity.size, found });
    }
    return hits.sort((a, b) => b.score - a.score || a.doc.n - b.doc.n);
  }

  /**
   * @param {MiniSearch} index
   * @param {Terms} terms
   * @param {Map<string, number>} rarity
   * @param {number} weight
   * @param {Map<number, {score: number, covered: Set<string>, found: Set<string>}>} sums
   */
  #collect(index, terms, rarity, weight, sums) {
    const boostTerm = (/** @type {string} */ term) => Math.max(...(terms.get(term) ?? []).map((of) => of.weight));
    const queries = [...terms.keys()];
    const results = index.search({ combineWith: "OR", queries }, { ...AS_IT_IS, boostTerm, boost: BOOST });
    for (const result of results) {
      const sum = sums.get(result.id) ?? { score: 0, covered: new Set(), found: new Set() };
      sum.score += weight * result.score;
      for (const term of result.terms) {
        sum.found.add(term);
        for (const { word } of terms.get(term) ?? []) if (rarity.has(word)) sum.covered.add(word);
      }
      sums.set(result.id, sum);
    }
  }

  /**
   * What to ask the index for: each word, its stem, neighbors as one, corrections, and what the last may be the start of.
   * @param {string} query
   * @param {string[]} typed
   * @returns {Terms}
   */
  #terms(query, typed) {
    const finished = /[\s\p{P}]$/u.test(query);
    /** @type {Terms} */
    const terms = new Map();
    const add = (/** @type {string} */ term, /** @type {string} */ word, /** @type {number} */ weight) =>
      terms.set(term, [...(terms.get(term) ?? []), { word, weight }]);
    typed.forEach((word, i) => {
      add(word, word, 1);
      add(stem(word), word, OTHER.stem);
      for (const other of others(word)) add(other, word, OTHER.synonym);
      if (!this.vocabulary.has(word)) {
        const last = i === typed.length - 1 && !finished;
        const begun = last ? this.#begun(word) : [];
        for (const other of begun) add(other, word, OTHER.begun);
        if (!begun.length) for (const other of nearest(word, this.spelt)) {
          add(other, word, OTHER.corrected);
          add(stem(other), word, OTHER.corrected * OTHER.stem);
        }
      }
    });
    for (const { pair, halves } of pairs(query))
      if (this.vocabulary.has(pair)) for (const half of halves) add(pair, half, OTHER.joined);
    return terms;
  }

  /** @param {string} start */
  #begun(start) {
    if (start.length < 2) return [];
    return [...this.spelt].filter((word) => word.startsWith(start)).slice(0, MOST_BEGUN);
  }

  /** @param {string} word */
  #rarity(word) {
    return Math.log(1 + this.docs.size / (1 + (this.vocabulary.get(word) ?? this.vocabulary.get(stem(word)) ?? 0)));
  }
}

const AS_IT_IS = { tokenize: (/** @type {string} */ text) => [text], processTerm: (/** @type {string} */ term) => term };

/** @param {string[]} fields */
function mini(fields) {
  return new MiniSearch({ idField: "n", fields, tokenize: (text, field) => words(text, field !== "text"), processTerm: (term) => term });
}

/** With the initials, so that `LLM` finds what belongs to “Large language models”. @param {string} context */
function contextOf(context) {
  const initials = context.split(" ").map((word) => word[0]).join("");
  return initials.length > 2 ? `${context} ; ${initials}` : context;
}

/** @param {Iterable<number>} numbers */
function total(numbers) {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
