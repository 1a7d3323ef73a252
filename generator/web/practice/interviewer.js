// The same mock interview for the one who asks: answers, follow-ups with theirs, and the rubric.
import { el } from "../dom.js";
import { pace } from "./interview.js";
import { pieces } from "./page.js";

/** @typedef {import("./guide.js").Guide} Guide */

/**
 * @param {Guide} guide
 * @param {URL} root
 * @param {import("./interview.js").MockRound[]} rounds
 * @returns {Node[]}
 */
export function interviewer(guide, root, rounds) {
  return rounds.flatMap(({ name, stage, minutes, questions }) => [
    el("h2", {}, `${name}, ${minutes} minutes`),
    el("ol", { class: "lb-asked" }, ...questions.map((question) => el("li", {}, sheet(guide, root, stage, question)))),
    el("h3", {}, "What is scored"),
    rubric(stage),
  ]);
}

/**
 * @param {Guide} guide
 * @param {URL} root
 * @param {import("./guide.js").Stage} stage
 * @param {import("./guide.js").Question} question
 */
function sheet(guide, root, stage, question) {
  const body = el("div", {});
  const about = `${pace(guide, stage, question)} min · ${guide.topic(question.topic)?.name ?? ""} · ${question.level}`;
  const whole = el("details", { class: "lb-hit" }, el("summary", {}, el("span", { class: "lb-hit__title" }, question.title), el("span", { class: "lb-hit__about" }, about)), body);
  whole.addEventListener("toggle", async () => {
    if (!whole.open || body.childNodes.length) return;
    try {
      const { spoken, full } = await pieces(question, root);
      body.replaceChildren(el("div", { class: "lb-spoken" }, ...spoken), ...full);
    } catch {
      body.replaceChildren(el("a", { href: new URL(question.url, root).href }, "The answer, on the page of its topic"));
    }
  });
  return whole;
}

/** @param {import("./guide.js").Stage} stage */
function rubric(stage) {
  const head = el("tr", {}, ...["Criterion", "Weak", "Strong"].map((text) => el("th", { scope: "col" }, text)));
  const rows = stage.rubric.map((row) => el("tr", {}, el("th", { scope: "row" }, row.criterion), el("td", {}, row.weak), el("td", {}, row.strong)));
  return el("div", { class: "lb-table", tabindex: "0" }, el("table", { class: "lb-rubric" }, el("thead", {}, head), el("tbody", {}, ...rows)));
}
