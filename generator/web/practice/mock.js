// The mock interview page: set up, sit it, score it, see what was weak; or play the interviewer.
import { el } from "../dom.js";
import { newSeed } from "./chance.js";
import { load } from "./guide.js";
import { compose, drawn, names, read, weakTopics, write } from "./interview.js";
import { interviewer } from "./interviewer.js";
import { keepOffline } from "./offline.js";
import { dayOf, keeping, parts, reveal, rootOf, store, takeAlong } from "./page.js";
import { MARKS, outline, Sitting } from "./sitting.js";
import { count } from "./text.js";

/** @typedef {import("./guide.js").Guide} Guide */

const SHOWN = 20; // of the interviews that are kept

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
    /** @type {string | undefined} */
    this.draw = undefined;
  }

  /** What the address says. */
  open() {
    const asked = new URLSearchParams(location.search);
    this.settings = read(this.guide, asked);
    this.sitting?.stop();
    this.#fill(this.settings);
    keeping(this.part("problem"), () => this.#list());
    for (const name of ["sit", "interviewer", "summary"]) this.part(name).hidden = true;
    const ready = this.settings.seed !== "";
    this.part("setup-part").hidden = ready;
    this.part("running").hidden = !ready;
    if (ready) this.#run(asked.get("view") === "interviewer", asked.get("draw"));
  }

  /**
   * @param {boolean} asks
   * @param {string | null} draw what the address was made with
   */
  #run(asks, draw) {
    if (!this.settings) return;
    const rounds = compose(this.guide, this.settings);
    this.draw = drawn(rounds);
    if (draw === null) history.replaceState(null, "", `?${this.#address(asks)}`);
    this.part("another").hidden = (draw ?? this.draw) === this.draw;
    this.part("mock-name").textContent = names(this.guide, this.settings);
    this.part("outline").textContent = rounds.length ? outline(rounds) : "No question fits these choices. Go back and choose others.";
    const link = this.part("other-view");
    link.search = this.#address(!asks);
    link.textContent = asks ? "Candidate's view" : "Interviewer's view";
    if (!rounds.length) return;
    if (asks) {
      this.part("interviewer").replaceChildren(...interviewer(this.guide, this.root, rounds));
      this.part("interviewer").hidden = false;
      return;
    }
    this.part("sit").hidden = false;
    keepOffline(this.root, rounds.flatMap((round) => round.questions), () => (this.part("offline").hidden = false));
    this.sitting = new Sitting(this.part("running"), this.guide, this.root, rounds, (result) => this.#summary(result));
  }

  /** The link to this interview, with what is drawn now. @param {boolean} asks */
  #address(asks) {
    const out = this.settings ? write(this.settings) : new URLSearchParams();
    out.set("draw", this.draw ?? "");
    if (asks) out.set("view", "interviewer");
    return out.toString();
  }

  /** @param {import("./sitting.js").Result} result */
  #summary(result) {
    const settings = this.settings;
    if (!settings) return;
    const at = Date.now();
    const kept = Object.fromEntries(new URLSearchParams(this.#address(false)));
    keeping(this.part("problem"), () => {
      store.change((progress) => ({ ...progress, mocks: [...progress.mocks, { id: `${settings.seed}-${at}`, at, settings: kept, ...result }] }));
      this.#list();
    });
    const marks = Object.values(result.marks);
    this.part("sit").hidden = true;
    this.part("summary").hidden = false;
    const tally = MARKS.map((name, i) => `${marks.filter((mark) => mark === i + 1).length} ${name.toLowerCase()}`).join(", ");
    this.part("tally").textContent = marks.length ? `Of ${count(marks.length, "answer")} you scored: ${tally}.` : "You scored no answer.";
    const weak = weakTopics(this.guide, result.marks);
    this.part("weak").replaceChildren(...weak.map((each) => this.#weak(each)));
    this.part("weak-title").hidden = !weak.length;
    this.part("summary-title").focus();
  }

  /** @param {{topic: string, ids: string[]}} each */
  #weak({ topic, ids }) {
    const about = this.guide.topic(topic);
    const cards = new URL(`practice/?${new URLSearchParams({ ids: ids.join(",") })}`, this.root);
    return el("li", {}, el("a", { href: new URL(about?.url ?? "", this.root).href }, about?.name ?? topic), ": ", el("a", { href: cards.href }, `practice ${count(ids.length, "question")}`));
  }

  #list() {
    const mocks = store.read().mocks.slice(-SHOWN).reverse();
    this.part("history").hidden = !mocks.length;
    this.part("history-list").replaceChildren(...mocks.map((mock) => this.#past(mock)));
  }

  /** @param {import("./progress.js").Mock} mock */
  #past(mock) {
    const strong = Object.values(mock.marks).filter((mark) => mark === 3).length;
    const again = el("a", { href: `?${new URLSearchParams(mock.settings)}` }, names(this.guide, mock.settings));
    return el("li", {}, `${dayOf(mock.at)}: `, again, `, ${strong} of ${Object.keys(mock.marks).length} strong`);
  }

  /** @param {import("./interview.js").Settings} settings */
  #fill({ role, stage, company, part, levels, minutes }) {
    const fields = /** @type {any} */ (this.form.elements);
    fields.role.value = role;
    fields.where.value = company ? ["company", company, part].filter(Boolean).join(":") : `stage:${stage}`;
    fields.minutes.value = minutes || "";
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (this.form.querySelectorAll("input[name=level]"))) box.checked = levels.includes(box.value);
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const data = new FormData(this.form);
    const [kind, id, part = ""] = String(data.get("where")).split(":");
    const level = data.getAll("level").join();
    const asked = new URLSearchParams({ role: String(data.get("role")), [kind]: id, part, level, minutes: String(data.get("minutes")), seed: newSeed() });
    history.pushState(null, "", `?${write(read(this.guide, asked))}`);
    this.open();
  }

  async #copy() {
    const field = this.part("link");
    field.value = new URL(`?${this.#address(new URLSearchParams(location.search).get("view") === "interviewer")}`, location.href).href;
    field.hidden = false;
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      this.part("copied").textContent = "The link is copied.";
    } catch {
      this.part("copied").textContent = "Copy the link from the field.";
    }
  }
}

/** @param {HTMLElement} place */
async function mount(place) {
  try {
    const guide = await load(rootOf(place));
    takeAlong(place, guide);
    const mock = new Mock(place, guide, rootOf(place));
    reveal(place);
    mock.open();
    keepOffline(rootOf(place));
  } catch (error) {
    parts(place)("failed").hidden = false;
    throw error;
  }
}

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-lb-mock]"));
if (place) mount(place);
