// Which questions pass the chosen facets, and how many each further choice would show.
import { FACETS } from "./index.js";

/** @typedef {import("./index.js").Facet} Facet */
/** @typedef {Record<Facet, number[]>} Counts by place in the facet's list */
/** @typedef {Pick<import("./index.js").Index, "values" | "file">} Labels */

/**
 * A question passes if it has one of the chosen values in every facet that has a choice. A value's count is what the
 * list would hold if it were the facet's only choice.
 * @param {Labels} index
 * @param {Iterable<number>} questions
 * @param {Record<Facet, string[]>} chosen
 * @returns {{passed: number[], counts: Counts}}
 */
export function filter(index, questions, chosen) {
  const facets = index.file.facets;
  const wanted = Object.fromEntries(
    FACETS.map((facet) => [facet, new Set(chosen[facet].map((id) => facets[facet].findIndex(([other]) => other === id)))]),
  );
  const counts = /** @type {Counts} */ (
    Object.fromEntries(FACETS.map((facet) => [facet, facets[facet].map(() => 0)]))
  );
  const passed = [];
  for (const n of questions) {
    const failed = FACETS.filter((facet) => wanted[facet].size && !index.values(n, facet).some((v) => wanted[facet].has(v)));
    if (!failed.length) passed.push(n);
    if (failed.length > 1) continue;
    for (const facet of failed.length ? failed : FACETS) for (const v of index.values(n, facet)) counts[facet][v]++;
  }
  return { passed, counts };
}
