// What the Find page shows, as it stands in the address, so that a filtered list can be shared.
import { FACETS } from "./index.js";

/** @typedef {import("./index.js").Facet} Facet */
/** @typedef {"best" | "guide" | "level" | "title"} Sort */
/** @typedef {{q: string, sort: Sort, chosen: Record<Facet, string[]>}} State */

/** @type {readonly Sort[]} */
export const SORTS = ["best", "guide", "level", "title"];

/**
 * @param {string} search the part of an address from `?` on
 * @param {Record<Facet, [string, string][]>} facets
 * @returns {{state: State, ignored: string[]}}
 */
export function read(search, facets) {
  const state = empty();
  const ignored = [];
  for (const [name, value] of new URLSearchParams(search)) {
    if (name === "q") state.q = value;
    else if (name === "sort" && SORTS.includes(/** @type {Sort} */ (value))) state.sort = /** @type {Sort} */ (value);
    else if (isFacet(name) && facets[name].some(([id]) => id === value)) state.chosen[name].push(value);
    else ignored.push(`${name}=${value}`);
  }
  for (const facet of FACETS) state.chosen[facet] = [...new Set(state.chosen[facet])];
  return { state, ignored };
}

/** @param {State} state */
export function write({ q, sort, chosen }) {
  const out = new URLSearchParams();
  if (q.trim()) out.set("q", q);
  for (const facet of FACETS) for (const id of chosen[facet]) out.append(facet, id);
  if (sort !== "best") out.set("sort", sort);
  const text = out.toString();
  return text ? `?${text}` : "";
}

/** @returns {State} */
export function empty() {
  return { q: "", sort: "best", chosen: { role: [], stage: [], company: [], topic: [], level: [], kind: [] } };
}

/**
 * @param {string} name
 * @returns {name is Facet}
 */
function isFacet(name) {
  return FACETS.includes(/** @type {Facet} */ (name));
}
