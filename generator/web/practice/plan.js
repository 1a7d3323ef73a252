// The plan page: wishes in, days out, ticked off, printed, or taken into a calendar.
import { el } from "../dom.js";
import { calendarFile } from "./calendar.js";
import { plan, wish } from "./days.js";
import { load } from "./guide.js";
import { keepOffline } from "./offline.js";
import { dayOf, download, keeping, parts, reveal, rootOf, store, takeAlong } from "./page.js";
import { empty } from "./progress.js";
import { isKnown } from "./schedule.js";
import { count } from "./text.js";

/** @typedef {import("./guide.js").Guide} Guide */
/** @typedef {import("./days.js").Day} Day */

class Planner {
  /**
   * @param {HTMLElement} place
   * @param {Guide} guide
   * @param {URL} root
   */
  constructor(place, guide, root) {
    this.part = parts(place);
    this.guide = guide;
    this.root = root;
    this.form = /** @type {HTMLFormElement} */ (this.part("wish"));
    /** @type {Day[]} */
    this.days = [];
    this.form.addEventListener("submit", (event) => this.#make(event));
    this.part("print").addEventListener("click", () => window.print());
    this.part("ics").addEventListener("click", () => this.#calendar());
  }

  show() {
    let progress = empty();
    keeping(this.part("problem"), () => (progress = store.read()));
    const asked = new URLSearchParams(location.search).get("role");
    const settings = progress.plan?.settings ?? (asked ? { role: asked } : {});
    const wanted = wish(settings);
    if (!this.guide.role(wanted.role)) wanted.role = this.guide.roles[0].id;
    const fields = /** @type {any} */ (this.form.elements);
    for (const [name, value] of Object.entries(wanted)) fields[name].value = String(value);
    this.part("made").hidden = !progress.plan;
    if (!progress.plan) return;
    // What was known when the plan was made stays out of it; what is learned since then is ticked off, not moved.
    const before = progress.plan.changed;
    const known = (/** @type {string} */ id) => isKnown((progress.reviews[id] ?? []).filter(([time]) => time < before));
    const { days, left } = plan(this.guide, wanted, progress.plan.start, known);
    this.days = days;
    this.role = this.guide.role(wanted.role)?.name ?? "";
    const questions = days.reduce((sum, day) => sum + day.topics.reduce((n, each) => n + each.ids.length, 0), 0);
    const rest = left ? ` ${count(left, "less asked question")} found no room; more hours or weeks make some.` : " Every question you don't know yet found its day.";
    this.part("plan-about").textContent = `${this.role}: ${count(questions, "question")} in ${count(days.length, "day")}.${rest}`;
    this.part("days").replaceChildren(...days.map((day, i) => this.#row(day, i, progress.ticks[day.day]?.done ?? false)));
    this.#done();
  }

  /** @param {Event} event */
  #make(event) {
    event.preventDefault();
    const data = new FormData(this.form);
    const settings = Object.fromEntries([...data].map(([name, value]) => [name, String(value)]));
    const now = Date.now();
    keeping(this.part("problem"), () => store.change((progress) => ({ ...progress, plan: { changed: now, settings, start: dayOf(now) } })));
    this.show();
    this.part("plan-about").focus();
  }

  /**
   * @param {Day} day
   * @param {number} i
   * @param {boolean} done
   */
  #row(day, i, done) {
    const box = el("input", { type: "checkbox", "aria-label": `Done: ${dayName(day.day)}` });
    box.checked = done;
    box.addEventListener("change", () => {
      const kept = keeping(this.part("problem"), () =>
        store.change((progress) => ({ ...progress, ticks: { ...progress.ticks, [day.day]: { day: day.day, done: box.checked, changed: Date.now() } } })),
      );
      if (!kept) box.checked = !box.checked;
      this.#done();
    });
    const head = el("th", { scope: "row" }, el("time", { datetime: day.day }, dayName(day.day)), el("span", { class: "lb-note" }, ` day ${i + 1}`));
    return el("tr", { class: `lb-day lb-day--${day.kind}` }, el("td", {}, day.kind === "rest" && !day.review ? "" : box), head, el("td", {}, ...this.#work(day)), el("td", {}, minutes(day)));
  }

  /** @param {Day} day @returns {(Node | string)[]} */
  #work(day) {
    const to = (/** @type {string} */ path) => new URL(path, this.root).href;
    if (day.kind === "mock") return [el("a", { href: to(`mock/?role=${wish(this.#settings()).role}`) }, "A mock interview"), ", then flashcards"];
    if (day.kind === "rest") return [day.review ? "A last look at what is due, then rest" : "Free"];
    const topics = day.topics.flatMap(({ topic, ids }) => {
      const about = this.guide.topic(topic);
      return [el("a", { href: to(about?.url ?? "") }, about?.name ?? topic), " (", el("a", { href: to(`practice/?ids=${ids.join(",")}`) }, count(ids.length, "card")), "), "];
    });
    return topics.length ? [...topics.slice(0, -1), "); flashcards that are due"] : [el("a", { href: to("practice/") }, "Flashcards that are due")];
  }

  #settings() {
    return Object.fromEntries([...new FormData(this.form)].map(([name, value]) => [name, String(value)]));
  }

  #done() {
    const boxes = /** @type {HTMLInputElement[]} */ ([...this.part("days").querySelectorAll("input")]);
    this.part("done").textContent = `${boxes.filter((box) => box.checked).length} of ${count(boxes.length, "day")} done`;
  }

  #calendar() {
    const about = (/** @type {Day} */ day) => {
      const topics = day.topics.map(({ topic, ids }) => `${this.guide.topic(topic)?.name ?? topic}: ${count(ids.length, "question")}`);
      return [...topics, day.kind === "mock" ? "A mock interview" : "", day.review ? `Flashcards: ${day.review} min` : ""].filter(Boolean).join("\n");
    };
    const address = new URL("plan/", this.root).href;
    download("interview-plan.ics", calendarFile(this.days, this.role ?? "", about, address, Date.now()), "text/calendar");
  }
}

/** @param {Day} day */
function minutes(day) {
  return day.minutes + day.review ? `${day.minutes + day.review} min` : "";
}

/** @param {string} day */
function dayName(day) {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString("en", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });
}

/** @param {HTMLElement} place */
async function mount(place) {
  try {
    const guide = await load(rootOf(place));
    takeAlong(place, guide);
    const planner = new Planner(place, guide, rootOf(place));
    planner.show();
    reveal(place);
    keepOffline(rootOf(place));
  } catch (error) {
    parts(place)("failed").hidden = false;
    throw error;
  }
}

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-lb-plan]"));
if (place) mount(place);
