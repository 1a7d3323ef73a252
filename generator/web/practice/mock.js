// The mock interview page: set up, sit it, score it, see what was weak; or play the interviewer.
import { el } from "../dom.js";
import { newSeed } from "./chance.js";
import { load } from "./guide.js";
import { compose, LEVELS, read, weakTopics, write } from "./interview.js";
import { interviewer } from "./interviewer.js";
import { dayOf, keeping, parts, reveal, rootOf, store } from "./page.js";
import { MARKS, outline, Sitting } from "./sitting.js";
import { count } from "./text.js";

/** @typedef {import("./guide.js").Guide} Guide */

class Mock {
  /**
   * @param {HTMLElement} place
   * @param {Guide} guide
   * @param {URL} root
   */
  constructor(place, guide, root) {
    this.part = parts(place);
    this.guide = guide;
    this.root = root;
    this.form = /** @type {HTMLFormElement} */ (this.part("setup"));
    this.form.addEventListener("submit", (event) => this.#submit(event));
    this.part("copy").addEventListener("click", () => this.#copy());
    addEventListener("popstate", () => this.open());
    /** @type {Sitting | undefined} */
    this.sitting = undefined;
  }

  /** What the address says. */
  open() {
    const asked = new URLSearchParams(location.search);
    this.settings = read(this.guide, asked);
    this.sitting?.stop();
    this.#fill(this.settings);
    this.#history();
    for (const name of ["sit", "interviewer", "summary"]) this.part(name).hidden = true;
    const ready = this.settings.seed !== "";
    this.part("setup-part").hidden = ready;
    this.part("running").hidden = !ready;
    if (ready) this.#run(asked.get("view") === "interviewer");
  }

  /** @param {boolean} asks */
  #run(asks) {
    if (!this.settings) return;
    const rounds = compose(this.guide, this.settings);
    const { role, stage, company } = this.settings;
    const names = [this.guide.role(role)?.name, this.guide.company(company)?.name ?? this.guide.stage(stage)?.name];
    this.part("mock-name").textContent = names.join(", ");
    this.part("outline").textContent = rounds.length ? outline(rounds) : "No question fits these choices. Go back and choose others.";
    const other = write(this.settings);
    if (!asks) other.set("view", "interviewer");
    const link = this.part("other-view");
    link.search = other.toString();
    link.textContent = asks ? "Candidate's view" : "Interviewer's view";
    if (!rounds.length) return;
    if (asks) {
      this.part("interviewer").replaceChildren(...interviewer(this.guide, this.root, rounds));
      this.part("interviewer").hidden = false;
      return;
    }
    this.part("sit").hidden = false;
    this.sitting = new Sitting(this.part("running"), this.guide, this.root, rounds, (result) => this.#summary(result));
  }

  /** @param {import("./sitting.js").Result} result */
  #summary(result) {
    const settings = this.settings;
    if (!settings) return;
    const at = Date.now();
    const kept = Object.fromEntries([...write(settings)].map(([key, value]) => [key, value]));
    keeping(this.part("problem"), () =>
      store.change((progress) => ({ ...progress, mocks: [...progress.mocks, { id: `${settings.seed}-${at}`, at, settings: kept, ...result }] })),
    );
    const marks = Object.values(result.marks);
    this.part("sit").hidden = true;
    this.part("summary").hidden = false;
    const tally = MARKS.map((name, i) => `${marks.filter((mark) => mark === i + 1).length} ${name.toLowerCase()}`).join(", ");
    this.part("tally").textContent = marks.length ? `Of ${count(marks.length, "answer")} you scored: ${tally}.` : "You scored no answer.";
    const weak = weakTopics(this.guide, result.marks);
    this.part("weak").replaceChildren(...weak.map((each) => this.#weak(each)));
    this.part("weak-title").hidden = !weak.length;
    this.#history();
    this.part("summary-title").focus();
  }

  /** @param {{topic: string, ids: string[]}} each */
  #weak({ topic, ids }) {
    const about = this.guide.topic(topic);
    const cards = new URL(`practice/?${new URLSearchParams({ ids: ids.join(",") })}`, this.root);
    return el("li", {}, el("a", { href: new URL(about?.url ?? "", this.root).href }, about?.name ?? topic), ": ", el("a", { href: cards.href }, `practice ${count(ids.length, "question")}`));
  }

  #history() {
    keeping(this.part("problem"), () => {
      const mocks = store.read().mocks.slice(-20).reverse();
      this.part("history").hidden = !mocks.length;
      this.part("history-list").replaceChildren(...mocks.map((mock) => this.#past(mock)));
    });
  }

  /** @param {import("./progress.js").Mock} mock */
  #past(mock) {
    const strong = Object.values(mock.marks).filter((mark) => mark === 3).length;
    const place = this.guide.company(mock.settings.company ?? "")?.name ?? this.guide.stage(mock.settings.stage ?? "")?.name ?? "";
    const again = el("a", { href: `?${new URLSearchParams(mock.settings)}` }, `${this.guide.role(mock.settings.role)?.name ?? ""}, ${place}`);
    return el("li", {}, `${dayOf(mock.at)}: `, again, `, ${strong} of ${Object.keys(mock.marks).length} strong`);
  }

  /** @param {import("./interview.js").Settings} settings */
  #fill({ role, stage, company, levels, minutes }) {
    const fields = /** @type {any} */ (this.form.elements);
    fields.role.value = role;
    fields.where.value = company ? `company:${company}` : `stage:${stage}`;
    fields.minutes.value = minutes || "";
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (this.form.querySelectorAll("input[name=level]"))) box.checked = levels.includes(box.value);
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const data = new FormData(this.form);
    const [kind, id] = String(data.get("where")).split(":");
    const asked = new URLSearchParams({ role: String(data.get("role")), [kind]: id, minutes: String(data.get("minutes")), seed: newSeed() });
    for (const level of data.getAll("level").length < LEVELS.length ? data.getAll("level") : []) asked.append("level", String(level));
    history.pushState(null, "", `?${write(read(this.guide, asked))}`);
    this.open();
  }

  async #copy() {
    const field = this.part("link");
    field.value = location.href;
    field.hidden = false;
    field.select();
    try {
      await navigator.clipboard.writeText(location.href);
      this.part("copied").textContent = "The link is copied.";
    } catch {
      this.part("copied").textContent = "Copy the link from the field.";
    }
  }
}

/** @param {HTMLElement} place */
async function mount(place) {
  try {
    const mock = new Mock(place, await load(rootOf(place)), rootOf(place));
    reveal(place);
    mock.open();
  } catch (error) {
    parts(place)("failed").hidden = false;
    throw error;
  }
}

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-lb-mock]"));
if (place) mount(place);
