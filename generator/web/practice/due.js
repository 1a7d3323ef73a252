// How many cards are due, on pages without cards: from what the practice page has left in the browser.
import { DUE_KEY } from "./store.js";

/** @returns {Record<string, number>} */
function kept() {
  try {
    const value = JSON.parse(localStorage.getItem(DUE_KEY) ?? "{}");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {}; // storage is off or holds something else: then there is nothing to tell
  }
}

/** Ids of the questions of this page, with their former ones. @returns {Set<string>} */
function here() {
  const questions = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("article[data-id]"));
  return new Set([...questions].flatMap((node) => [node.dataset.id ?? "", ...(node.dataset.aliases ?? "").split(" ")]));
}

for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-lb-due]"))) {
  const ids = node.dataset.lbDue === "page" ? here() : undefined;
  const all = Object.entries(kept()).filter(([id, time]) => Number.isFinite(time) && (!ids || ids.has(id)));
  const due = all.filter(([, time]) => time <= Date.now()).length;
  node.hidden = !all.length;
  node.textContent = due ? `${due.toLocaleString("en")} due` : "nothing due";
}

// On the Find page: the list that is shown, as a deck.
document.addEventListener("loopbook:list", (event) => {
  const { count, address } = /** @type {CustomEvent<{count: number, address: string}>} */ (event).detail;
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-lb-deck]"))) {
    link.search = address;
    link.hidden = !count;
  }
});
