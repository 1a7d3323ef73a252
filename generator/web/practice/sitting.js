// A mock interview as the candidate sits it: a clock for each question, follow-ups one at a time, a rubric for each round.
import { el } from "../dom.js";
import { pace } from "./interview.js";
import { parts, pieces } from "./page.js";
import { clock, count } from "./text.js";

/** @typedef {import("./guide.js").Guide} Guide */
/** @typedef {import("./guide.js").Question} Question */
/** @typedef {import("./interview.js").MockRound} MockRound */
/** @typedef {import("./page.js").Pieces} Pieces */
/** @typedef {{marks: Record<string, number>, scores: Record<string, number>}} Result */

export const MARKS = ["Weak", "Fair", "Strong"];
const MINUTE = 60_000;

export class Sitting {
  /**
   * @param {HTMLElement} place
   * @param {Guide} guide
   * @param {URL} root
   * @param {MockRound[]} rounds
   * @param {(result: Result) => void} done
   */
  constructor(place, guide, root, rounds, done) {
    this.part = parts(place);
    this.guide = guide;
    this.root = root;
    this.rounds = rounds;
    this.done = done;
    /** @type {Result} */
    this.result = { marks: {}, scores: {} };
    this.round = 0;
    this.number = 0;
    this.asked = 0;
    this.start = 0;
    /** @type {Promise<Pieces> | undefined} */
    this.pieces = undefined;
    this.part("follow-up").onclick = () => this.followUp();
    this.part("next").onclick = () => this.next();
    this.part("scored").onclick = () => this.#nextRound();
    this.timer = window.setInterval(() => this.#tick(), 1000);
    this.#ask();
  }

  stop() {
    clearInterval(this.timer);
  }

  get #round() {
    return this.rounds[this.round];
  }

  get #question() {
    return this.#round.questions[this.number];
  }

  #ask() {
    const { name, stage, minutes, questions } = this.#round;
    this.part("rubric").hidden = true;
    this.part("ask").hidden = false;
    this.part("round").textContent = `${name} · ${minutes} minutes · question ${this.number + 1} of ${questions.length}${this.rounds.length > 1 ? ` · round ${this.round + 1} of ${this.rounds.length}` : ""}`;
    const title = this.part("mock-question");
    title.textContent = this.#question.title;
    this.part("follow-ups").replaceChildren();
    this.asked = 0;
    this.part("follow-up").disabled = false;
    this.part("next").textContent = this.number + 1 < questions.length ? "Next question" : "End of the round";
    this.length = pace(this.guide, stage, this.#question) * MINUTE;
    this.start = Date.now();
    this.pieces = pieces(this.#question, this.root);
    this.pieces.catch(() => undefined); // said when a follow-up is asked for
    this.#tick();
    title.focus();
  }

  #tick() {
    const left = (this.length ?? 0) - (Date.now() - this.start);
    const node = this.part("clock");
    node.textContent = clock(left);
    node.classList.toggle("lb-clock--over", left < 0);
  }

  async followUp() {
    const question = this.#question;
    try {
      const { followUps } = /** @type {Pieces} */ (await this.pieces);
      if (question !== this.#question || this.asked >= followUps.length) return;
      this.part("follow-ups").append(el("li", {}, ...followUps[this.asked++].question));
      this.part("follow-up").disabled = this.asked >= followUps.length;
    } catch {
      this.part("follow-ups").append(el("li", {}, "The follow-ups could not be loaded."));
      this.part("follow-up").disabled = true;
    }
  }

  next() {
    this.number++;
    if (this.number < this.#round.questions.length) this.#ask();
    else this.#score();
  }

  /** The round is over: the rubric of its stage, and each question with its answer. */
  #score() {
    this.part("ask").hidden = true;
    this.part("rubric").hidden = false;
    const { name, stage, questions } = this.#round;
    const title = this.part("rubric-title");
    title.textContent = `Score yourself: ${name}`;
    this.part("marks").replaceChildren(...questions.map((question) => this.#marks(question)));
    this.part("criteria").replaceChildren(...stage.rubric.map((row, i) => this.#criterion(row, `${stage.id}-${this.round}-${i}`)));
    this.part("scored").textContent = this.round + 1 < this.rounds.length ? "Next round" : "See the summary";
    title.focus();
  }

  /** @param {Question} question */
  #marks(question) {
    const body = el("div", { class: "lb-flash__full" });
    const answer = el("details", { class: "lb-follow-up" }, el("summary", {}, "The answer"), body);
    answer.addEventListener("toggle", async () => {
      if (!answer.open || body.childNodes.length) return;
      const { spoken, full } = await pieces(question, this.root);
      body.replaceChildren(el("div", { class: "lb-spoken" }, ...spoken), ...full);
    });
    return el("div", { class: "lb-scored" }, radios(question.title, `m-${question.id}`, (mark) => (this.result.marks[question.id] = mark)), answer);
  }

  /** @param {import("./guide.js").Criterion} row @param {string} key */
  #criterion({ criterion, weak, strong }, key) {
    const about = el("p", { class: "lb-note" }, el("strong", {}, "Weak: "), weak, " ", el("strong", {}, "Strong: "), strong);
    return el("div", { class: "lb-scored" }, radios(criterion, `s-${key}`, (mark) => (this.result.scores[key] = mark)), about);
  }

  #nextRound() {
    this.round++;
    this.number = 0;
    if (this.round < this.rounds.length) return this.#ask();
    this.stop();
    this.done(this.result);
  }
}

/**
 * @param {string} legend
 * @param {string} name
 * @param {(mark: number) => void} chosen
 */
function radios(legend, name, chosen) {
  const choices = MARKS.map((text, i) => {
    const input = el("input", { type: "radio", name, value: String(i + 1) });
    input.addEventListener("change", () => chosen(i + 1));
    return el("label", {}, input, ` ${text}`);
  });
  return el("fieldset", { class: "lb-marks" }, el("legend", {}, legend), ...choices);
}

/** @param {MockRound[]} rounds */
export function outline(rounds) {
  const questions = rounds.reduce((sum, round) => sum + round.questions.length, 0);
  const minutes = rounds.reduce((sum, round) => sum + round.minutes, 0);
  return `${count(rounds.length, "round")}, ${count(questions, "question")}, ${minutes} minutes`;
}
