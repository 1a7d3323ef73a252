// The Find page: facets with live counts, the state in the address, and answers that open in place.
import { el } from "./dom.js";
import { filter } from "./facets.js";
import { FACETS } from "./index.js";
import { row } from "./row.js";
import { count, FAILED, open, root } from "./site.js";
import { empty, read, write } from "./state.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./engine.js").Hit} Hit */
/** @typedef {import("./state.js").State} State */

const FIRST = 20;
const MORE = 50;
const ADDRESS_AFTER = 300; // milliseconds; browsers refuse more than a hundred changes in half a minute

export class Find {
  /**
   * @param {HTMLElement} place
   * @param {Index} index
   */
  constructor(place, index) {
    const one = (/** @type {string} */ name) => /** @type {HTMLElement} */ (place.querySelector(`[data-lb-${name}]`));
    this.index = index;
    this.form = /** @type {HTMLFormElement} */ (one("find-form"));
    this.list = one("find-list");
    this.status = one("find-status");
    this.note = one("find-note");
    this.pages = one("find-pages");
    this.more = one("find-more");
    /** @type {number[]} */
    this.numbers = [];
    /** @type {Map<number, Hit>} */
    this.hits = new Map();
    this.asked = 0;
    this.timer = 0;
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.more.addEventListener("click", () => this.showMore(MORE));
    one("find-clear").addEventListener("click", () => this.#put(empty(), []) ?? this.changed());
    one("find-print").addEventListener("click", () => this.#print());
    if (matchMedia("(max-width: 59.98rem)").matches) one("find-filters").removeAttribute("open"); // as in search.css
    addEventListener("popstate", () => this.start());
  }

  start() {
    const { state, ignored } = read(location.search, this.index.file.facets);
    this.#put(state, ignored);
    return this.update();
  }

  changed() {
    clearTimeout(this.timer);
    const address = write(this.state());
    this.timer = window.setTimeout(() => history.replaceState(null, "", address || location.pathname), ADDRESS_AFTER);
    return this.update();
  }

  /** @returns {State} */
  state() {
    const data = new FormData(this.form);
    const state = empty();
    state.q = String(data.get("q") ?? "");
    state.sort = /** @type {import("./state.js").Sort} */ (data.get("sort") ?? "best");
    for (const facet of FACETS) state.chosen[facet] = data.getAll(facet).map(String);
    return state;
  }

  /**
   * @param {State} state
   * @param {string[]} ignored
   */
  #put(state, ignored) {
    const fields = /** @type {any} */ (this.form.elements);
    fields.q.value = state.q;
    fields.sort.value = state.sort;
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (this.form.querySelectorAll("input[type=checkbox]")))
      box.checked = state.chosen[/** @type {import("./index.js").Facet} */ (box.name)].includes(box.value);
    this.note.textContent = ignored.length ? `Not known, and left out of the list: ${ignored.join(", ").slice(0, 200)}` : "";
    this.note.hidden = !ignored.length;
  }

  async update() {
    const turn = ++this.asked;
    const { q, sort, chosen } = this.state();
    const { index } = this;
    const hits = q.trim() ? await index.search(q, () => turn === this.asked) : null;
    const all = hits ? hits.filter((hit) => hit.doc.n < index.size).map((hit) => hit.doc.n) : [...Array(index.size).keys()];
    const { passed, counts } = filter(index, all, chosen);
    const numbers = await this.#sorted(passed, sort);
    if (turn !== this.asked) return; // the reader has typed on
    this.hits = new Map(hits?.map((hit) => [hit.doc.n, hit]));
    this.numbers = numbers;
    this.#counts(counts);
    this.#pageLinks(hits?.slice(0, 10).filter((hit) => hit.doc.n >= index.size) ?? []);
    this.list.replaceChildren();
    await this.showMore(FIRST);
    this.status.textContent = passed.length ? count(passed.length, "question") : "No question fits. Take a filter away, or try other words.";
    document.dispatchEvent(new CustomEvent("loopbook:list", { detail: { count: passed.length, address: write(this.state()) } }));
  }

  /**
   * @param {number[]} numbers
   * @param {import("./state.js").Sort} sort
   */
  async #sorted(numbers, sort) {
    const { index } = this;
    if (sort === "guide") return numbers.sort((a, b) => a - b);
    if (sort === "level") return numbers.sort((a, b) => index.values(a, "level")[0] - index.values(b, "level")[0] || a - b);
    if (sort !== "title") return numbers;
    const docs = await index.docs(numbers);
    return docs.sort((a, b) => a.title.localeCompare(b.title, "en")).map((doc) => doc.n);
  }

  /** @param {import("./facets.js").Counts} counts */
  #counts(counts) {
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (this.form.querySelectorAll("input[type=checkbox]"))) {
      const facet = /** @type {import("./index.js").Facet} */ (box.name);
      const number = counts[facet][this.index.file.facets[facet].findIndex(([id]) => id === box.value)];
      const label = /** @type {HTMLElement} */ (box.closest("label"));
      /** @type {HTMLElement} */ (label.querySelector("[data-lb-count]")).textContent = String(number);
      label.classList.toggle("lb-facet--none", !number && !box.checked);
    }
  }

  /** @param {Hit[]} hits */
  #pageLinks(hits) {
    const links = hits.flatMap((hit) => [el("a", { href: new URL(hit.doc.url, root()).href }, hit.doc.title), ` (${hit.doc.context.toLowerCase()}) `]);
    this.pages.replaceChildren(...(links.length ? ["Pages: ", ...links] : []));
    this.pages.hidden = !links.length;
  }

  /** @param {number} number */
  async showMore(number) {
    const turn = this.asked;
    const from = this.list.children.length;
    const docs = await this.index.docs(this.numbers.slice(from, from + number));
    if (turn !== this.asked || from !== this.list.children.length) return;
    this.list.append(...docs.map((doc) => row(this.index, doc, this.hits.get(doc.n))));
    const left = this.numbers.length - this.list.children.length;
    this.more.hidden = !left;
    this.more.textContent = `Show ${Math.min(left, MORE)} more of ${left.toLocaleString("en")}`;
    if (from) /** @type {HTMLElement | null} */ (this.list.children[from]?.querySelector("summary"))?.focus();
  }

  /** Everything that is listed, and the answers that are open. */
  async #print() {
    await this.showMore(this.numbers.length);
    window.print();
  }
}

/**
 * Puts the search in the place of the plain list, if its files arrive.
 * @param {HTMLElement} place
 */
export async function mount(place) {
  const failed = /** @type {HTMLElement} */ (place.querySelector("[data-lb-find-failed]"));
  try {
    const find = new Find(place, await open());
    await find.start();
    for (const node of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-lb-script]"))) node.hidden = false;
    /** @type {HTMLElement} */ (place.querySelector("[data-lb-find-index]")).hidden = true;
  } catch (error) {
    failed.hidden = false;
    failed.textContent = FAILED;
    throw error;
  }
}
