// Reads the files of the search and keeps what was read: the index first, titles and texts as queries need them.
import { Engine } from "./engine.js";
import { router } from "./router.js";
import { inSlices, rest } from "./slices.js";
import { queryWords } from "./text.js";

/**
 * What `index.json` holds; `generator/outputs/search.py` writes it.
 * @typedef {object} IndexFile
 * @property {number} version
 * @property {number} size questions in a chunk
 * @property {Record<Facet, [string, string][]>} facets ids and names
 * @property {[number, number, number, number[], number[], number[]][]} labels distinct labels: topic, level, kind, roles, stages, companies
 * @property {number[]} label labels of each question
 * @property {number} chunks
 * @property {string[]} words words of each chunk, if there are many
 * @property {{type: string, title: string, url: string, keywords: string, text: string}[]} pages
 */
/** @typedef {"role" | "stage" | "company" | "topic" | "level" | "kind"} Facet */
/** @typedef {{id: string[], title: string[], keywords: string[], page: string[]}} TitleFile */
/** @typedef {(name: string) => Promise<any>} Load reads a JSON file beside `index.json` */
/** @typedef {import("./engine.js").Hit} Hit */
/** @typedef {import("./engine.js").Doc} Doc */

/** Facets in the order of a label. */
export const FACETS = /** @type {const} */ (["topic", "level", "kind", "role", "stage", "company"]);
const PAGE_TYPES = { role: "Role", stage: "Stage", company: "Company", topic: "Topic", page: "Page" };
/** Chunks that one query may load: the limit of what a reader waits for. */
const MOST_CHUNKS = 4;
const PAUSE = 150; // milliseconds

export class Index {
  /**
   * @param {IndexFile} file
   * @param {Load} load
   */
  constructor(file, load) {
    this.file = file;
    this.size = file.label.length;
    this.engine = new Engine();
    this.router = file.words.length ? router(file.words) : null;
    this.load = load;
    /** @type {Map<number, string>} */
    this.written = new Map();
    /** Questions whose titles are here. @type {Map<number, Doc>} */
    this.known = new Map();
    /** @type {Map<string, Promise<any>>} */
    this.loading = new Map();
    this.engine.add(
      file.pages.map((page, i) => ({
        n: this.size + i,
        id: page.url.replace(/\/$/, "").split("/").pop() ?? "",
        title: page.title,
        keywords: page.keywords ? page.keywords.split("|") : [],
        context: PAGE_TYPES[/** @type {keyof typeof PAGE_TYPES} */ (page.type)],
        url: page.url,
        type: page.type,
      })),
    );
    this.engine.addTexts(file.pages.map((page, i) => ({ n: this.size + i, text: page.text })));
  }

  /** @param {Load} load */
  static async open(load) {
    return new Index(await load("index.json"), load);
  }

  /**
   * Values of a facet that a question has, as places in the facet's list.
   * @param {number} n
   * @param {Facet} facet
   * @returns {number[]}
   */
  values(n, facet) {
    const value = this.file.labels[this.file.label[n]][FACETS.indexOf(facet)];
    return Array.isArray(value) ? value : [value];
  }

  /**
   * @param {number} n
   * @param {Facet} facet
   */
  name(n, facet) {
    return this.values(n, facet).map((place) => this.file.facets[facet][place][1]).join(", ");
  }

  /**
   * Answers a query with what it takes: titles, and texts where no title has every word.
   * @param {string} query
   * @param {() => boolean} [still] whether the answer is still wanted; the reader may have typed on
   * @returns {Promise<Hit[]>}
   */
  async search(query, still = () => true) {
    if (!queryWords(query).length) return [];
    const chunks = this.chunksFor(query);
    if (this.router && chunks.some((chunk) => !this.loading.has(`${chunk}.json`))) {
      await rest(PAUSE); // not a file for every letter on the way to the word
      if (!still()) return [];
    }
    await Promise.all(chunks.map((chunk) => this.titles(chunk)));
    const hits = this.engine.search(query);
    if (hits.some((hit) => hit.whole)) return hits;
    const best = hits.filter((hit) => hit.doc.n < this.size).slice(0, 20).map((hit) => this.chunkOf(hit.doc.n));
    const wanted = [...new Set([...best, ...chunks])].slice(0, this.router ? 1 : this.file.chunks);
    await Promise.all(wanted.map((chunk) => this.texts(chunk)));
    return this.engine.search(query, { texts: true });
  }

  /** @param {string} query */
  chunksFor(query) {
    if (!this.router) return [...Array(this.file.chunks).keys()];
    const terms = queryWords(query);
    const found = this.router.search(terms.join(" "), { tokenize: () => terms, processTerm: (term) => term });
    return found.slice(0, MOST_CHUNKS).map((result) => /** @type {number} */ (result.id));
  }

  /** @param {number} n */
  chunkOf(n) {
    return Math.floor(n / this.file.size);
  }

  /**
   * The documents of some questions, loaded if they were not.
   * @param {number[]} numbers
   * @returns {Promise<Doc[]>}
   */
  async docs(numbers) {
    await Promise.all([...new Set(numbers.map((n) => this.chunkOf(n)))].map((chunk) => this.#read(chunk)));
    return numbers.map((n) => /** @type {Doc} */ (this.known.get(n)));
  }

  /** Reads the titles of a chunk; a list that is only shown needs no more. @param {number} chunk @returns {Promise<Doc[]>} */
  #read(chunk) {
    return this.#once(`${chunk}.json`, async (name) => {
      /** @type {TitleFile} */
      const file = await this.load(name);
      const first = chunk * this.file.size;
      const docs = file.title.map((title, i) => ({
        n: first + i,
        id: file.id[i],
        title,
        keywords: file.keywords[i].split("|"),
        context: this.name(first + i, "topic"),
        url: `${file.page[i]}#${file.id[i]}`,
        type: "question",
      }));
      for (const doc of docs) this.known.set(doc.n, doc);
      return docs;
    });
  }

  /** Makes the titles of a chunk ready to be searched. @param {number} chunk */
  titles(chunk) {
    return this.#once(`titles of ${chunk}`, async () => inSlices(await this.#read(chunk), (docs) => this.engine.add(docs)));
  }

  /** @param {number} chunk */
  texts(chunk) {
    return this.#once(`${chunk}.text.json`, async (name) => {
      /** @type {string[]} */
      const file = await this.load(name);
      const texts = file.map((text, i) => ({ n: chunk * this.file.size + i, text }));
      for (const { n, text } of texts) this.written.set(n, text);
      return inSlices(texts, (some) => this.engine.addTexts(some));
    });
  }

  /** The text of an entry, if it was loaded. @param {number} n */
  text(n) {
    return this.written.get(n) ?? this.file.pages[n - this.size]?.text ?? "";
  }

  /**
   * @template Result
   * @param {string} name
   * @param {(name: string) => Promise<Result>} work
   * @returns {Promise<Result>}
   */
  #once(name, work) {
    const known = this.loading.get(name);
    if (known) return known;
    const started = work(name);
    this.loading.set(name, started);
    started.catch(() => this.loading.delete(name)); // so that the next query tries again
    return started;
  }
}
