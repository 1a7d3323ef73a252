// The one search engine of the site: MiniSearch over titles and keywords, and over the texts where these do not suffice.
import MiniSearch from "minisearch";
import { fold, key, plain, queryWords, words } from "./text.js";

/**
 * @typedef {object} Doc
 * @property {number} n place in the index: questions first, then pages
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
/** @typedef {string | {combineWith: "AND" | "OR", queries: Expression[]}} Expression */

const BOOST = { title: 3, keywords: 2.4, context: 0.6 };
const TEXT_WEIGHT = 0.35;
const PAGE_KEYWORD_WEIGHT = 0.5;

export class Engine {
  constructor() {
    /** @type {Map<number, Doc>} */
    this.docs = new Map();
    /** @type {Map<number, {title: string, keywords: Set<string>}>} */
    this.keys = new Map();
    /** @type {Map<string, number>} */
    this.vocabulary = new Map();
    this.titles = this.#mini(["title", "keywords", "context"]);
    this.texts = this.#mini(["text"]);
  }

  /** @param {string[]} fields */
  #mini(fields) {
    return new MiniSearch({
      idField: "n",
      fields,
      tokenize: (text, field) => words(text, field !== "text"),
      processTerm: (term) => term,
    });
  }

  /** @param {Doc[]} docs */
  add(docs) {
    for (const doc of docs) {
      this.docs.set(doc.n, doc);
      this.keys.set(doc.n, { title: key(doc.title), keywords: new Set(doc.keywords.map(key)) });
      for (const word of new Set(words(`${doc.title} ; ${doc.keywords.join(" ; ")}`)))
        this.vocabulary.set(word, (this.vocabulary.get(word) ?? 0) + 1);
    }
    this.titles.addAll(docs.map((doc) => ({ ...doc, keywords: doc.keywords.join(" ; ") })));
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
    const typed = queryWords(query);
    if (!typed.length) return [];
    const wanted = new Set(typed);
    /** @type {Map<number, {score: number, covered: Set<string>, found: Set<string>}>} */
    const sums = new Map();
    const collect = (/** @type {MiniSearch} */ index, /** @type {number} */ weight, /** @type {object} */ options) => {
      for (const result of index.search(/** @type {any} */ (expression(typed, this.vocabulary)), options)) {
        const sum = sums.get(result.id) ?? { score: 0, covered: new Set(), found: new Set() };
        sum.score += weight * result.score;
        for (const term of result.queryTerms) for (const word of typed) if (covers(term, word)) sum.covered.add(word);
        for (const term of result.terms) sum.found.add(term);
        sums.set(result.id, sum);
      }
    };
    const last = typed[typed.length - 1];
    const settings = this.#settings(last, /\s$/.test(query));
    collect(this.titles, 1, { ...settings, boost: BOOST });
    if (texts) collect(this.texts, TEXT_WEIGHT, settings);
    const asked = key(query);
    const hits = [];
    for (const [n, sum] of sums) {
      const doc = this.docs.get(n);
      if (!doc) continue;
      const coverage = sum.covered.size / wanted.size;
      const score = sum.score * coverage ** 2 * this.#likeness(n, asked, typed);
      hits.push({ doc, score, whole: coverage === 1, found: sum.found });
    }
    return hits.sort((a, b) => b.score - a.score || a.doc.n - b.doc.n);
  }

  /**
   * How much more an entry is meant when the query is its title or one of its keywords.
   * @param {number} n
   * @param {string} asked
   * @param {string[]} typed
   */
  #likeness(n, asked, typed) {
    const own = this.keys.get(n);
    const page = this.docs.get(n)?.type !== "question";
    if (!own) return 1;
    const telling = typed.join("");
    if (own.title === asked || own.title === telling) return 6;
    if (own.keywords.has(asked) || own.keywords.has(telling)) return page ? 1 : 2;
    return page ? PAGE_KEYWORD_WEIGHT : 1;
  }

  /**
   * Typing errors are forgiven where the word is unknown, and the last word may be the start of one.
   * @param {string} last
   * @param {boolean} finished
   */
  #settings(last, finished) {
    return {
      combineWith: "OR",
      tokenize: (/** @type {string} */ text) => [text],
      processTerm: (/** @type {string} */ term) => term,
      prefix: (/** @type {string} */ term) => term === last && !finished && (term.length > 2 || !this.vocabulary.has(term)),
      fuzzy: (/** @type {string} */ term) => (this.vocabulary.has(term) || term.length < 4 ? false : term.length < 7 ? 1 : 2),
      maxFuzzy: 2,
      weights: { fuzzy: 0.5, prefix: 0.35 },
    };
  }
}

/**
 * What to ask the index: every word, and neighbors as one where the index knows that word.
 * @param {string[]} typed
 * @param {Map<string, number>} vocabulary
 * @returns {Expression}
 */
function expression(typed, vocabulary) {
  const pairs = typed.slice(1).map((word, i) => typed[i] + word);
  const known = pairs.filter((pair) => vocabulary.has(pair));
  return { combineWith: "OR", queries: [...new Set([...typed, ...known])] };
}

/**
 * @param {string} term
 * @param {string} word
 */
function covers(term, word) {
  return term === word || (term.length > word.length && (term.startsWith(word) || term.endsWith(word)));
}

/**
 * Pieces of a text with the words that matched marked, for showing.
 * @param {string} text
 * @param {Set<string>} found
 * @returns {{text: string, hit: boolean}[]}
 */
export function marked(text, found) {
  const out = [];
  for (const part of text.split(/([\p{L}\p{N}²+#]+)/u)) {
    if (!part) continue;
    const word = fold(plain(part).replace(/[^\p{L}\p{N}]/gu, ""));
    const hit = word.length > 0 && (found.has(word) || (word.length > 2 && joined(word, found)));
    out.push({ text: part, hit });
  }
  return out;
}

/**
 * @param {string} word
 * @param {Set<string>} found
 */
function joined(word, found) {
  for (const term of found) if (term !== word && term.length - word.length > 2 && term.startsWith(word)) return true;
  return false;
}
