// The Find page: facets with live counts, the state in the address, and answers that open in place. The page comes as it is
// without a wish: nothing is loaded or counted before a reader, or the address, has one.
import { el } from "./dom.js";
import { filter } from "./facets.js";
import { FACETS } from "./index.js";
import { fill, row } from "./row.js";
import { count, FAILED, open, root } from "./site.js";
import { empty, read, write } from "./state.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./engine.js").Hit} Hit */
/** @typedef {import("./state.js").State} State */

const FIRST = 20;
const MORE = 50;
const ADDRESS_AFTER = 300; // milliseconds; browsers refuse more than a hundred changes in half a minute

export class Find {
  /** @param {HTMLElement} place */
  constructor(place) {
    const one = (/** @type {string} */ name) => /** @type {HTMLElement} */ (place.querySelector(`[data-lb-${name}]`));
    this.form = /** @type {HTMLFormElement} */ (one("find-form"));
    this.list = one("find-list");
    this.status = one("find-status");
    this.note = one("find-note");
    this.pages = one("find-pages");
    this.more = one("find-more");
    this.failed = one("find-failed");
    this.results = /** @type {HTMLElement} */ (this.list.parentElement);
    /** @type {number[] | undefined} all of them, until there is a wish */
    this.numbers = undefined;
    /** @type {Map<number, Hit>} */
    this.hits = new Map();
    this.asked = 0;
    this.timer = 0;
    this.form.addEventListener("focusin", () => open().catch(() => {}), { once: true }); // told when an answer is needed
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.list.addEventListener("toggle", ({ target }) => target instanceof HTMLDetailsElement && target.open && fill(target), true);
    this.more.addEventListener("click", () => this.#with((index) => this.#showMore(index, MORE)));
    one("find-clear").addEventListener("click", () => this.#put(empty(), []) ?? this.changed());
    one("find-print").addEventListener("click", () => this.#with((index) => this.#print(index)));
    one("find-toggle").addEventListener("click", ({ currentTarget: toggle }) => {
      if (toggle instanceof HTMLElement) toggle.setAttribute("aria-expanded", String(toggle.getAttribute("aria-expanded") !== "true"));
    });
    addEventListener("popstate", () => this.start());
  }

  /** Shows what the address asks for, or what was typed before this script was there. */
  async start() {
    if (location.search || this.asked) {
      this.results.setAttribute("aria-busy", "true"); // another list than the one that stands there
      this.status.textContent = "Searching…";
      await this.#with((index) => this.#read(index));
      this.results.removeAttribute("aria-busy");
    } else if (write(this.state())) await this.changed();
  }

  /** @param {Index} index */
  #read(index) {
    const { state, ignored } = read(location.search, index.file.facets);
    this.#put(state, ignored);
    return this.#update(index);
  }

  /**
   * Does what needs the search's files.
   * @param {(index: Index) => unknown} work
   */
  async #with(work) {
    try {
      await work(await open());
      this.#tell(false);
    } catch (error) {
      console.error(error);
      this.#tell(true);
    }
  }

  /** Says that the files didn't arrive, over the plain list of all questions. @param {boolean} failed */
  #tell(failed) {
    if (failed !== this.failed.hidden) return; // said already
    const plain = this.results.querySelector("noscript")?.textContent ?? ""; // the page's own markup
    if (failed) this.failed.insertAdjacentHTML("afterend", plain);
    else this.results.querySelector("[data-lb-find-index]")?.remove();
    this.failed.textContent = failed ? FAILED : "";
    if (failed) this.status.textContent = "";
    this.failed.hidden = !failed;
    this.list.hidden = failed;
    this.more.hidden ||= failed;
  }

  changed() {
    clearTimeout(this.timer);
    const address = write(this.state());
    this.timer = window.setTimeout(() => history.replaceState(null, "", address || location.pathname), ADDRESS_AFTER);
    return this.#with((index) => this.#update(index));
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

  /** @param {Index} index */
  async #update(index) {
    const turn = ++this.asked;
    const { q, sort, chosen } = this.state();
    const hits = q.trim() ? await index.search(q, () => turn === this.asked) : null;
    const all = hits ? hits.filter((hit) => hit.doc.n < index.size).map((hit) => hit.doc.n) : everything(index);
    const { passed, counts } = filter(index, all, chosen);
    const numbers = await this.#sorted(index, passed, sort);
    await index.docs(numbers.slice(0, FIRST)); // so that no empty list is drawn on the way
    if (turn !== this.asked) return; // the reader has typed on
    this.hits = new Map(hits?.map((hit) => [hit.doc.n, hit]));
    this.numbers = numbers;
    this.#counts(index, counts);
    this.#pageLinks(hits?.slice(0, 10).filter((hit) => hit.doc.n >= index.size) ?? []);
    this.list.replaceChildren();
    await this.#showMore(index, FIRST);
    this.status.textContent = passed.length ? count(passed.length, "question") : "No question fits. Take a filter away, or try other words.";
    document.dispatchEvent(new CustomEvent("loopbook:list", { detail: { count: passed.length, address: write(this.state()) } }));
  }

  /**
   * @param {Index} index
   * @param {number[]} numbers
   * @param {import("./state.js").Sort} sort
   */
  async #sorted(index, numbers, sort) {
    if (sort === "guide") return numbers.sort((a, b) => a - b);
    if (sort === "level") return numbers.sort((a, b) => index.values(a, "level")[0] - index.values(b, "level")[0] || a - b);
    if (sort !== "title") return numbers;
    const docs = await index.docs(numbers);
    return docs.sort((a, b) => a.title.localeCompare(b.title, "en")).map((doc) => doc.n);
  }

  /** @param {Index} index @param {import("./facets.js").Counts} counts */
  #counts(index, counts) {
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (this.form.querySelectorAll("input[type=checkbox]"))) {
      const facet = /** @type {import("./index.js").Facet} */ (box.name);
      const number = counts[facet][index.file.facets[facet].findIndex(([id]) => id === box.value)];
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

  /** @param {Index} index @param {number} number */
  async #showMore(index, number) {
    const turn = this.asked;
    const from = this.list.children.length;
    const numbers = this.numbers ?? everything(index);
    const docs = await index.docs(numbers.slice(from, from + number));
    if (turn !== this.asked || from !== this.list.children.length) return;
    this.list.append(...docs.map((doc) => row(index, doc, this.hits.get(doc.n))));
    const left = numbers.length - this.list.children.length;
    this.more.hidden = !left;
    this.more.textContent = `Show ${Math.min(left, MORE)} more of ${left.toLocaleString("en")}`;
    if (from) /** @type {HTMLElement | null} */ (this.list.children[from]?.querySelector("summary"))?.focus();
  }

  /** Everything that is listed, and the answers that are open. @param {Index} index */
  async #print(index) {
    await this.#showMore(index, index.size);
    window.print();
  }
}

/** Every question, in the order of the guide. @param {Index} index */
function everything(index) {
  return [...Array(index.size).keys()];
}
