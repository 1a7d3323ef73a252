// The search's files on this site: where they lie, opened once for the box in the header and for the page.
import { Index } from "./index.js";

/** @type {Promise<Index> | undefined} */
let opened;

/** The site's root, from the link to the Find page that every header has. */
export function root() {
  const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a[data-lb-search]"));
  return new URL("../", link?.href ?? location.href);
}

/** @returns {Promise<Index>} */
export function open() {
  opened ??= Index.open(async (name) => {
    const answer = await fetch(new URL(`assets/search/${name}`, root()));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  });
  opened.catch(() => (opened = undefined)); // so that the next attempt tries again
  return opened;
}

export const FAILED = "The search could not be loaded. The Find page lists every question.";

/** @param {number} number @param {string} noun */
export function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
