// Turns what people write and type into words that can be compared; the index and the query pass through the same steps.
import { stemmer } from "stemmer";

const GREEK = { α: "alpha", β: "beta", γ: "gamma", δ: "delta", ε: "epsilon", λ: "lambda", μ: "mu", π: "pi", σ: "sigma", τ: "tau", χ: "chi" };
const GREEK_SIGNS = new RegExp(`[${Object.keys(GREEK).join("")}]`, "gu");

/** Words that carry a question but not its subject; a query is not asked to contain them. */
const SMALL = new Set(
  ("a an and are as at be by can could did do does for from has have how i if in into is it its me my of on or our should " +
    "so than that the their them then there they this to too up us use vs was we were what when where which who why will " +
    "with would you your explain mean work about am s not no good").split(" ").map(fold),
);

/** Where a spelling is longer than this, nobody typed it to find something. */
export const LONGEST_QUERY = 200;
const LONGEST_WORD = 40;

/**
 * Lower case, without accents, with letters and digits as on a keyboard: `R²` is `r2`, `χ²` is `chi2`.
 * @param {string} text
 */
export function plain(text) {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(GREEK_SIGNS, (sign) => GREEK[/** @type {keyof typeof GREEK} */ (sign)])
    .replace(/\br[- ]?squared?\b/g, "r2")
    .replace(/\bc\+\+/g, "cpp")
    .replace(/\bc#/g, "csharp")
    .replace(/['’]s?\b/g, "");
}

/**
 * One form for British and American spelling and for singular and plural.
 * @param {string} word
 */
export function fold(word) {
  if (word.length < 4 || /\d/.test(word)) return word;
  let one = word;
  if (/(?:[^aeiou]|[aeiou]{2})ies$/.test(one) && one.length > 4) one = `${one.slice(0, -3)}y`;
  else if (/(?:x|ch|sh|ss)es$/.test(one)) one = one.slice(0, -2);
  else if (/[^siu]s$/.test(one) && !one.endsWith("ias")) one = one.slice(0, -1);
  return one
    .replace(/is(ation|ations|e|ed|er|ing)$/, (_, end) => `iz${end}`)
    .replace(/yse(d|r)?$/, (_, end) => `yze${end ?? ""}`)
    .replace(/([bv])iour/, "$1ior")
    .replace(/(col|fav|neighb|lab|hum)our/, "$1or")
    .replace(/ll(ing|ed|er)$/, "l$1");
}

/** @param {string} text */
function pieces(text) {
  return plain(text).match(/[\p{L}\p{N}]+(?:[-/&.][\p{L}\p{N}]+)*/gu) ?? [];
}

/** @param {string} piece */
function parts(piece) {
  return piece.split(/[-/&.]/).map((word) => fold(word.slice(0, LONGEST_WORD)));
}

/** @param {string} text */
export function singles(text) {
  return pieces(text).flatMap(parts);
}

/**
 * The stem of a word, marked so that it is no word of its own.
 * @param {string} word
 */
export function stem(word) {
  return `~${stemmer(word)}`;
}

/**
 * Every word of a text in the index, with its stem; neighbors also as one word, so that `crossvalidation` finds
 * `cross-validation`.
 * @param {string} text
 * @param {boolean} [joined] whether neighbors are to be joined
 * @returns {string[]}
 */
export function words(text, joined = true) {
  const all = singles(text);
  const stems = all.filter((word) => word.length > 3).map(stem);
  if (!joined) return [...all, ...stems];
  const pairs = all.slice(1).map((word, i) => all[i] + word);
  return [...all, ...stems, ...pairs.filter((pair) => pair.length <= LONGEST_WORD)];
}

/**
 * The words of a query in order, without the small ones as far as others are left.
 * @param {string} text
 * @returns {string[]}
 */
export function queryWords(text) {
  const all = singles(text.slice(0, LONGEST_QUERY));
  const telling = all.filter((word) => !SMALL.has(word));
  return telling.length ? telling : all;
}

/**
 * Neighbors in a query, the small words too, each pair as one word.
 * @param {string} text
 */
export function pairs(text) {
  const all = singles(text.slice(0, LONGEST_QUERY));
  return all.slice(1).map((word, i) => ({ pair: all[i] + word, halves: [all[i], word] }));
}

/**
 * A text as one key, to see whether two are the same but for spelling.
 * @param {string} text
 */
export function key(text) {
  return singles(text).join("");
}
