// The story bank: the reader's own stories, which principles they serve, and which none does.
import { el } from "../dom.js";
import { load } from "./guide.js";
import { keepOffline } from "./offline.js";
import { download, keeping, parts, reveal, rootOf, store, takeAlong } from "./page.js";
import { count, length } from "./text.js";
import { newSeed } from "./chance.js";

/** @typedef {import("./guide.js").Guide} Guide */
/** @typedef {import("./progress.js").Story} Story */

const FIELDS = /** @type {const} */ (["situation", "task", "action", "result"]);
const NAMES = { situation: "Situation", task: "Task", action: "Action", result: "Result" };
const LONG = 180; // seconds; behavioral answers that take longer are cut short

class Stories {
  /**
   * @param {HTMLElement} place
   * @param {Guide} guide
   * @param {URL} root
   */
  constructor(place, guide, root) {
    this.part = parts(place);
    this.guide = guide;
    this.root = root;
    this.form = /** @type {HTMLFormElement} */ (this.part("story"));
    this.fields = /** @type {any} */ (this.form.elements);
    /** @type {Story | undefined} */
    this.edited = undefined;
    this.form.addEventListener("submit", (event) => this.#save(event));
    this.form.addEventListener("input", () => this.#length());
    this.part("story-new").addEventListener("click", () => this.#edit(undefined));
    this.part("story-print").addEventListener("click", () => window.print());
    this.part("story-export").addEventListener("click", () => download("stories.md", this.#stories().map((story) => this.#markdown(story)).join("\n"), "text/markdown"));
    this.part("story-delete").addEventListener("click", () => this.part("delete-ask").showModal());
    this.part("delete-no").addEventListener("click", () => this.part("delete-ask").close());
    this.part("delete-yes").addEventListener("click", () => this.#delete());
  }

  /** @returns {Story[]} */
  #stories() {
    /** @type {Story[]} */
    let found = [];
    keeping(this.part("problem"), () => (found = store.read().stories.filter((story) => !story.deleted)));
    return found.sort((a, b) => a.title.localeCompare(b.title, "en"));
  }

  show() {
    const stories = this.#stories();
    for (const name of ["story-print", "story-export"]) this.part(name).disabled = !stories.length;
    this.part("story-count").textContent = count(stories.length, "story", "stories");
    this.part("story-list").replaceChildren(...stories.map((story) => this.#card(story)));
    this.part("coverage").replaceChildren(...this.guide.companies.filter((company) => company.principles.length).map((company) => this.#coverage(company, stories)));
  }

  /** @param {Story} story */
  #card(story) {
    const button = el("button", { type: "button", class: "lb-button" }, "Edit", el("span", { class: "lb-hidden" }, ` ${story.title}`));
    button.addEventListener("click", () => this.#edit(story));
    const tags = [...story.principles.map((id) => this.#principle(id)), ...story.questions.map((id) => this.guide.byId.get(id)?.title ?? id)];
    const { words, seconds } = length(FIELDS.map((name) => story[name]).join(" "));
    return el(
      "li",
      { class: "lb-story" },
      el("h3", {}, story.title),
      el("p", { class: "lb-note" }, `${words} words, ${spoken(seconds)}${tags.length ? ` · ${tags.join(" · ")}` : ""}`),
      ...FIELDS.filter((name) => story[name]).map((name) => el("p", {}, el("strong", {}, `${NAMES[name]}. `), story[name])),
      button,
    );
  }

  /** @param {string} id */
  #principle(id) {
    const [company, principle] = id.split("/");
    return this.guide.company(company)?.principles.find((each) => each.id === principle)?.name ?? id;
  }

  /**
   * @param {import("./guide.js").Company} company
   * @param {Story[]} stories
   */
  #coverage(company, stories) {
    const served = (/** @type {string} */ id) => stories.filter((story) => story.principles.includes(`${company.id}/${id}`)).length;
    const missing = company.principles.filter((each) => !served(each.id));
    const rows = missing.map((each) => el("li", {}, el("a", { href: new URL(`${company.url}#${each.id}`, this.root).href }, each.name)));
    const head = el("h3", {}, `${company.name}: ${company.principles.length - missing.length} of ${count(company.principles.length, "principle")} covered`);
    return el("div", {}, head, el("p", {}, missing.length ? "No story yet for:" : "Every principle has a story."), el("ul", { class: "lb-linklist" }, ...rows));
  }

  /** @param {Story | undefined} story */
  #edit(story) {
    this.edited = story;
    this.form.reset();
    this.part("editor").hidden = false;
    this.part("story-delete").hidden = !story;
    if (story) for (const name of /** @type {const} */ (["title", ...FIELDS])) this.fields[name].value = story[name];
    for (const option of this.#tags("principles")) option.checked = story?.principles.includes(option.value) ?? false;
    for (const option of this.#tags("questions")) option.checked = story?.questions.includes(option.value) ?? false;
    this.#length();
    this.fields.title.focus();
  }

  /** @param {string} name @returns {HTMLInputElement[]} */
  #tags(name) {
    return [.../** @type {NodeListOf<HTMLInputElement>} */ (this.form.querySelectorAll(`input[name=${name}]`))];
  }

  #length() {
    const { words, seconds } = length(FIELDS.map((name) => this.fields[name].value).join(" "));
    this.part("story-length").textContent = `${words} words, ${spoken(seconds)}${seconds > LONG ? ": longer than most will listen" : ""}`;
  }

  /** @param {Event} event */
  #save(event) {
    event.preventDefault();
    const text = (/** @type {string} */ name) => String(this.fields[name].value).trim();
    const chosen = (/** @type {string} */ name) => this.#tags(name).filter((box) => box.checked).map((box) => box.value);
    /** @type {Story} */
    const story = {
      id: this.edited?.id ?? newSeed() + newSeed(), changed: Date.now(), deleted: false, title: text("title"), situation: text("situation"), task: text("task"),
      action: text("action"), result: text("result"), principles: chosen("principles"), questions: chosen("questions"),
    };
    this.#put(story, `“${story.title}” is kept in this browser.`);
  }

  /** Only the fact is kept, so that a merge doesn't bring it back. */
  #delete() {
    this.part("delete-ask").close();
    if (!this.edited) return;
    const gone = { ...this.edited, changed: Date.now(), deleted: true, title: "", situation: "", task: "", action: "", result: "", principles: [], questions: [] };
    this.#put(gone, "The story is deleted.");
  }

  /** @param {Story} story @param {string} said */
  #put(story, said) {
    const kept = keeping(this.part("problem"), () =>
      store.change((progress) => ({ ...progress, stories: [...progress.stories.filter(({ id }) => id !== story.id), story] })),
    );
    if (!kept) return; // what was written stays in the form
    this.part("editor").hidden = true;
    this.edited = undefined;
    this.part("story-said").textContent = said;
    this.show();
    this.part("story-new").focus();
  }

  /** @param {Story} story */
  #markdown(story) {
    const tags = [...story.principles.map((id) => this.#principle(id)), ...story.questions.map((id) => this.guide.byId.get(id)?.title ?? id)];
    return [`# ${story.title}`, ...tags.map((tag) => `- ${tag}`), ...FIELDS.map((name) => `\n**${NAMES[name]}.** ${story[name]}`), ""].join("\n");
  }
}

/** @param {number} seconds */
function spoken(seconds) {
  return seconds < 60 ? `${seconds} seconds aloud` : `${Math.floor(seconds / 60)} min ${seconds % 60} s aloud`;
}

/** @param {HTMLElement} place */
async function mount(place) {
  try {
    const guide = await load(rootOf(place));
    takeAlong(place, guide);
    const stories = new Stories(place, guide, rootOf(place));
    stories.show();
    reveal(place);
    keepOffline(rootOf(place));
  } catch (error) {
    parts(place)("failed").hidden = false;
    throw error;
  }
}

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-lb-stories]"));
if (place) mount(place);
