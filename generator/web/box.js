// The search box: a dialog with a combobox, opened from the header or by `/` and `s`.
import { also, el, marked } from "./dom.js";
import { count, FAILED, open, root } from "./site.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./engine.js").Hit} Hit */

const MOST = 8;
const ANNOUNCE_AFTER = 400; // milliseconds of rest, so that a reader is not spoken over while typing
const LIST = "lb-search-list";

export class Box {
  constructor() {
    this.input = el("input", {
      class: "lb-search__input", type: "text", role: "combobox", "aria-label": "Search questions and pages", "aria-autocomplete": "list",
      "aria-expanded": "false", "aria-controls": LIST, autocomplete: "off", autocapitalize: "off", spellcheck: "false",
      enterkeyhint: "search", placeholder: "A question, a word, an abbreviation",
    });
    this.list = el("div", { id: LIST, class: "lb-search__list", role: "listbox", "aria-label": "Results" });
    this.status = el("p", { class: "lb-search__status", role: "status" });
    const close = el("button", { class: "lb-search__close", type: "button" }, "Close");
    const bar = el("div", { class: "lb-search__bar" }, this.input, close);
    const help = el("p", { class: "lb-search__help" }, "Arrow keys to move, Enter to open, Escape to close");
    this.dialog = el("dialog", { class: "lb-search", "aria-label": "Search" }, bar, this.status, this.list, help);
    this.active = -1;
    this.asked = "";
    this.timer = 0;
    /** @type {Promise<void>} */
    this.answered = Promise.resolve();
    close.addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("click", (event) => event.ctrlKey || event.metaKey || this.dialog.close());
    document.body.append(this.dialog);
  }

  show() {
    if (this.dialog.open) return;
    this.dialog.showModal();
    this.input.select();
    open().catch(() => this.#say(FAILED)); // start to load before the first letter
    if (this.input.value) this.ask();
  }

  ask() {
    this.asked = this.input.value;
    this.answered = this.#answer(this.asked);
  }

  /** @param {string} query */
  async #answer(query) {
    try {
      const index = await open();
      const hits = await index.search(query, () => query === this.asked);
      if (query === this.asked) this.#render(index, query, hits);
    } catch {
      this.#say(FAILED);
    }
  }

  /**
   * @param {Index} index
   * @param {string} query
   * @param {Hit[]} hits
   */
  #render(index, query, hits) {
    const shown = hits.slice(0, MOST).map((hit, i) => option(index, hit, i));
    if (hits.length > MOST) shown.push(all(query, hits.length, shown.length));
    this.list.replaceChildren(...shown);
    this.list.setAttribute("data-lb-query", query); // says what is answered; the benchmark waits for it
    this.input.setAttribute("aria-expanded", String(shown.length > 0));
    this.#activate(-1);
    this.#say(query.trim() ? (hits.length ? count(hits.length, "result") : "Nothing found. Try fewer or other words.") : "");
  }

  /** @param {string} text */
  #say(text) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => (this.status.textContent = text), ANNOUNCE_AFTER);
  }

  /** @param {number} place */
  #activate(place) {
    const options = [...this.list.children];
    this.active = place;
    options.forEach((node, i) => node.setAttribute("aria-selected", String(i === place)));
    const node = options[place];
    if (node) {
      this.input.setAttribute("aria-activedescendant", node.id);
      node.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    const last = this.list.children.length - 1;
    if (event.key === "ArrowDown") this.#activate(this.active >= last ? 0 : this.active + 1);
    else if (event.key === "ArrowUp") this.#activate(this.active <= 0 ? last : this.active - 1);
    else if (event.key === "Enter") this.#enter();
    else return;
    event.preventDefault();
  }

  async #enter() {
    await this.answered; // Enter may come before the answer to the last letter
    const node = /** @type {HTMLElement | undefined} */ (this.list.children[Math.max(0, this.active)]);
    node?.click();
  }
}

/**
 * @param {Index} index
 * @param {Hit} hit
 * @param {number} i
 */
function option(index, hit, i) {
  const { doc } = hit;
  const question = doc.type === "question";
  const about = question ? `${index.name(doc.n, "topic")} · ${index.name(doc.n, "level")}` : doc.context;
  const match = also(hit, index.text(doc.n));
  return el(
    "a",
    { id: `${LIST}-${i}`, class: "lb-search__option", role: "option", tabindex: "-1", href: new URL(doc.url, root()).href },
    el("span", { class: "lb-search__title" }, ...marked(doc.title, hit.found)),
    el("span", { class: "lb-search__about" }, about),
    ...(match.length ? [el("span", { class: "lb-search__match" }, ...match)] : []),
  );
}

/**
 * @param {string} query
 * @param {number} number
 * @param {number} i
 */
function all(query, number, i) {
  const href = new URL(`find/?q=${encodeURIComponent(query)}`, root()).href;
  const text = `All ${count(number, "result")}, with filters`;
  return el("a", { id: `${LIST}-${i}`, class: "lb-search__option lb-search__all", role: "option", tabindex: "-1", href }, text);
}
