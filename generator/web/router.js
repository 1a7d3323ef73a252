// Says which files of a large bank may hold the answer to a query.
import MiniSearch from "minisearch";
import { singles } from "./text.js";

/**
 * An index of chunks by their words, by the same engine with the same forgiveness.
 * @param {string[]} chunks
 */
export function router(chunks) {
  const index = new MiniSearch({
    fields: ["words"],
    tokenize: singles,
    processTerm: (term) => term,
    searchOptions: {
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (term.length < 4 ? false : term.length < 7 ? 1 : 2),
      weights: { fuzzy: 0.2, prefix: 0.3 },
    },
  });
  index.addAll(chunks.map((words, id) => ({ id, words })));
  return index;
}
