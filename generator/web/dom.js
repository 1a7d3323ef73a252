// Makes elements; text goes in as text, so that nothing a reader types can become markup.
import { singles, stem } from "./text.js";

/** @typedef {import("./engine.js").Hit} Hit */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | boolean | undefined>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  node.append(...children);
  return node;
}

/**
 * A text with the words that matched marked.
 * @param {string} text
 * @param {Set<string>} found
 * @returns {(Node | string)[]}
 */
export function marked(text, found) {
  const parts = text.split(/([\p{L}\p{N}²+#'’]+)/u);
  const folded = parts.map((part, i) => (i % 2 ? singles(part).join("") : ""));
  const hit = folded.map((word, i) => word !== "" && (found.has(word) || (word.length > 3 && found.has(stem(word))) ||
    found.has(word + (folded[i + 2] ?? "-")) || found.has((folded[i - 2] ?? "-") + word)));
  return parts.map((part, i) => (hit[i] ? el("mark", {}, part) : part)).filter((part) => part !== "");
}

/**
 * What matched besides the title: keywords with a word of the query, or the place in the text.
 * @param {Hit} hit
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export function also(hit, text) {
  const known = new Set(singles(hit.doc.title));
  const isNew = (/** @type {string} */ word) => !known.has(word) && (hit.found.has(word) || hit.found.has(stem(word)));
  const keywords = hit.doc.keywords.filter((keyword) => {
    const all = singles(keyword);
    return all.some(isNew) || hit.found.has(all.join(""));
  });
  if (keywords.length) return marked(keywords.slice(0, 3).join(" · "), hit.found);
  const near = text && text.split(/(?<=[.?!]) /).find((sentence) => singles(sentence).some(isNew));
  return near ? marked(near.length > 160 ? `${near.slice(0, 160)}…` : near, hit.found) : [];
}
