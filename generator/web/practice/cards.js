// One sitting with a deck: question, thought, spoken answer, full answer, grade.
import { el } from "../dom.js";
import { counts, next, nextTime, NEW_A_SESSION } from "./deck.js";
import { keeping, parts, pieces, store } from "./page.js";
import { allDue, choices, due, spanText } from "./schedule.js";
import { count } from "./text.js";

/** @typedef {import("./guide.js").Guide} Guide */
/** @typedef {import("./guide.js").Question} Question */
/** @typedef {"question" | "spoken" | "full" | "none"} Step */

const GRADES = ["Again", "Hard", "Good", "Easy"];
const PREFETCH = 3;

export class Cards {
  /**
   * @param {HTMLElement} place
   * @param {Guide} guide
   * @param {URL} root
   */
  constructor(place, guide, root) {
    this.part = parts(place);
    this.guide = guide;
    this.root = root;
    /** @type {string[]} */
    this.ids = [];
    /** @type {Record<string, number>} */
    this.due = {};
    /** @type {Question | undefined} */
    this.question = undefined;
    /** @type {Step} */
    this.step = "none";
    this.session = { fresh: NEW_A_SESSION, seen: /** @type {Set<string>} */ (new Set()), reviews: 0 };
    this.grades = GRADES.map((name, i) => this.#gradeButton(name, i + 1));
    this.part("grades").append(...this.grades);
    this.part("show").addEventListener("click", () => this.forward());
    this.part("more").addEventListener("click", () => this.forward());
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {Question[]} questions */
  start(questions) {
    this.ids = questions.map((question) => question.id);
    this.session = { fresh: NEW_A_SESSION, seen: new Set(), reviews: 0 };
    this.refresh();
    this.advance(false);
  }

  /** Due dates from the reviews as they are kept now. */
  refresh() {
    keeping(this.part("problem"), () => {
      this.due = allDue(store.read().reviews, this.guide.byId.keys());
      store.setDue(this.due);
    });
    this.#counts();
  }

  /** @param {boolean} [focus] */
  advance(focus = true) {
    const id = next(this.ids, this.due, Date.now(), this.session);
    this.question = id === undefined ? undefined : this.guide.byId.get(id);
    this.part("card").hidden = !this.question;
    this.part("end").hidden = Boolean(this.question);
    if (this.question) this.#show(this.question, focus);
    else this.#end(focus);
  }

  /** On to the spoken answer, then to the full one. */
  async forward() {
    const question = this.question;
    if (!question || this.step === "full" || this.step === "none") return;
    this.step = this.step === "question" ? "spoken" : "full";
    const body = this.part(this.step);
    body.hidden = false;
    this.#buttons();
    const loaded = await this.#pieces(question);
    if (question !== this.question) return;
    if (!body.childNodes.length) body.replaceChildren(...(body === this.part("spoken") ? loaded.spoken : [el("h3", { class: "lb-hidden" }, "Full answer"), ...loaded.full]));
    body.focus();
  }

  /** @param {number} grade */
  grade(grade) {
    const question = this.question;
    if (!question || (this.step !== "spoken" && this.step !== "full")) return;
    const id = question.id;
    const kept = keeping(this.part("problem"), () => {
      const { reviews } = store.change((progress) => ({
        ...progress,
        reviews: { ...progress.reviews, [id]: [...(progress.reviews[id] ?? []), [Date.now(), grade]] },
      }));
      if (!Object.hasOwn(this.due, id)) this.session.fresh--;
      this.due[id] = due(reviews[id]);
      store.setDue(this.due);
    });
    if (!kept) return;
    this.session.seen.add(id);
    this.session.reviews++;
    this.#counts();
    this.advance();
  }

  /**
   * @param {Question} question
   * @param {boolean} focus
   */
  #show(question, focus) {
    this.step = "question";
    const title = this.part("question");
    title.textContent = question.title;
    this.part("about").textContent = [this.guide.topic(question.topic)?.name, question.level].join(" · ");
    for (const name of ["spoken", "full"]) {
      this.part(name).replaceChildren();
      this.part(name).hidden = true;
    }
    this.#buttons();
    if (focus) title.focus();
    this.#prefetch();
  }

  #buttons() {
    const answered = this.step !== "question";
    this.part("show").hidden = answered;
    this.part("more").hidden = this.step !== "spoken";
    this.part("grades").hidden = !answered;
    if (!answered || !this.question) return;
    const id = this.question.id;
    keeping(this.part("problem"), () => {
      const spans = choices(store.read().reviews[id] ?? [], Date.now());
      this.grades.forEach((button, i) => {
        const span = button.querySelector("small");
        if (span) span.textContent = spanText(spans[i]);
      });
    });
  }

  /** @param {Question} question */
  async #pieces(question) {
    try {
      return await pieces(question, this.root);
    } catch {
      const link = () => el("p", {}, "The answer could not be loaded. ", el("a", { href: new URL(question.url, this.root).href }, "Open it on the page of its topic."));
      return { spoken: [link()], full: [link()], followUps: [] };
    }
  }

  /** Pages of the next cards, so that a sitting goes on without a connection. */
  #prefetch() {
    const soon = this.ids.filter((id) => !this.session.seen.has(id) && (this.due[id] ?? 0) <= Date.now()).slice(0, PREFETCH);
    for (const id of [this.question?.id, ...soon]) {
      const question = id && this.guide.byId.get(id);
      if (question) pieces(question, this.root).catch(() => undefined); // said when it is asked for
    }
  }

  #counts() {
    const { due: ready, fresh, all } = counts(this.ids, this.due, Date.now());
    this.part("counts").textContent = `${ready.toLocaleString("en")} due · ${fresh.toLocaleString("en")} new · ${count(all, "card")}`;
  }

  /** @param {boolean} focus */
  #end(focus) {
    this.step = "none";
    const again = nextTime(this.ids, this.due);
    const when = again === undefined ? "" : ` The next card is due ${new Date(again).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" })}.`;
    const done = this.session.reviews ? `Done for now: ${count(this.session.reviews, "review")}.` : this.ids.length ? "Nothing is due in this deck." : "No question fits this deck.";
    const end = this.part("end-text");
    end.textContent = done + when;
    this.part("again").hidden = counts(this.ids, this.due, Date.now()).fresh === 0;
    if (focus) end.focus();
  }

  /** @param {string} name @param {number} grade */
  #gradeButton(name, grade) {
    const key = el("kbd", { "aria-hidden": "true" }, String(grade));
    const button = el("button", { type: "button", class: `lb-grade lb-grade--${grade}`, "aria-keyshortcuts": String(grade) }, key, el("span", {}, name), " ", el("small", {}));
    button.addEventListener("click", () => this.grade(grade));
    return button;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
    const target = /** @type {Element} */ (event.target);
    if (target.matches("input, textarea, select, [contenteditable]")) return;
    const onControl = target.matches("button, a, summary");
    if (event.key === " " && !onControl && (this.step === "question" || this.step === "spoken")) this.forward();
    else if (/^[1-4]$/.test(event.key) && (this.step === "spoken" || this.step === "full")) this.grade(Number(event.key));
    else return;
    event.preventDefault();
  }
}
