// What the practice pages share: where they stand, what they say, what they take from a topic's page.
import { answer } from "../answer.js";
import { el } from "../dom.js";
import { renamed } from "./progress.js";
import { NotKept, Store } from "./store.js";

/** @typedef {import("./guide.js").Question} Question */

export const store = new Store();

/** The site's root, as the page's own mark says. @param {HTMLElement} place */
export function rootOf(place) {
  return new URL(place.dataset.lbRoot ?? "../", location.href);
}

/**
 * The parts of a page by their marks.
 * @param {HTMLElement} place
 * @returns {(name: string) => any}
 */
export function parts(place) {
  return (name) => {
    const found = place.querySelector(`[data-lb-${name}]`);
    if (!found) throw new Error(`the page has no ${name}`);
    return found;
  };
}

/** Shows what only works with script. @param {HTMLElement} place */
export function reveal(place) {
  for (const node of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-lb-script]"))) node.hidden = false;
}

/**
 * Does something that keeps progress; says what could not be kept, or what had to make room.
 * @param {HTMLElement} problem
 * @param {() => void} act
 * @returns {boolean} whether it was kept
 */
export function keeping(problem, act) {
  try {
    store.gone = "";
    act();
    problem.textContent = store.gone;
    problem.hidden = !store.gone;
    return true;
  } catch (error) {
    if (!(error instanceof NotKept)) throw error;
    problem.hidden = false;
    problem.textContent = error.message;
    return false;
  }
}

/**
 * What is kept under ids that were changed since the last visit goes on under those of today.
 * @param {HTMLElement} place
 * @param {import("./guide.js").Guide} guide
 */
export function takeAlong(place, guide) {
  keeping(parts(place)("problem"), () => store.raw() !== null && store.change((progress) => renamed(progress, guide)));
}

/** @typedef {{spoken: Node[], full: Node[], followUps: {question: Node[], answer: Node[]}[]}} Pieces */

/**
 * The parts of an answer, from the page of its topic.
 * @param {Question} question
 * @param {URL} root
 * @returns {Promise<Pieces>}
 */
export async function pieces(question, root) {
  const whole = el("div", {}, ...(await answer(new URL(question.url, root))));
  for (const code of whole.querySelectorAll("pre > code")) {
    code.parentElement?.removeAttribute("tabindex");
    code.setAttribute("tabindex", "0"); // it is what scrolls
  }
  const spoken = whole.querySelector(".lb-spoken");
  spoken?.remove();
  const followUps = [...whole.querySelectorAll(".lb-follow-up")].map((part) => {
    const summary = part.querySelector("summary");
    return { question: copies(summary), answer: copies(part).slice(1) };
  });
  return { spoken: copies(spoken), full: [...whole.childNodes], followUps };
}

/** @param {Element | null} from */
function copies(from) {
  return [...(from?.childNodes ?? [])].filter((node) => node.nodeType !== Node.TEXT_NODE || node.textContent?.trim()).map((node) => node.cloneNode(true));
}

/**
 * Hands a text to the reader as a file.
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
export function download(name, text, type) {
  const link = el("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The reader's own calendar day. @param {number} time */
export function dayOf(time) {
  const date = new Date(time);
  return [date.getFullYear(), String(date.getMonth() + 1).padStart(2, "0"), String(date.getDate()).padStart(2, "0")].join("-");
}
