// A question in the list of the Find page, with its answer to open in place; `find.html` writes the first ones alike.
import { answer } from "./answer.js";
import { also, el, marked } from "./dom.js";
import { root } from "./site.js";

/**
 * @param {import("./index.js").Index} index
 * @param {import("./engine.js").Doc} doc
 * @param {import("./engine.js").Hit} [hit] how it was found, if words were asked for
 */
export function row(index, doc, hit) {
  const match = hit ? also(hit, index.text(doc.n)) : [];
  const level = index.file.facets.level[index.values(doc.n, "level")[0]];
  const href = new URL(doc.url, root()).href;
  const node = el(
    "details",
    { class: "lb-hit" },
    el(
      "summary",
      {},
      el("span", { class: "lb-hit__title" }, ...(hit ? marked(doc.title, hit.found) : [doc.title])),
      el("span", { class: "lb-hit__about" }, el("span", { class: `lb-level lb-level--${level[0]}` }, level[1]), ` ${index.name(doc.n, "topic")} · ${index.name(doc.n, "kind")}`),
      ...(match.length ? [el("span", { class: "lb-hit__match" }, ...match)] : []),
    ),
    el("div", { class: "lb-hit__answer" }, el("p", { class: "lb-actions" }, el("a", { href }, "Open on the page of its topic"))),
  );
  return el("li", {}, node);
}

/**
 * Puts the answer into a row that was opened, in the place of the link to its page.
 * @param {HTMLDetailsElement} node
 */
export async function fill(node) {
  const body = /** @type {HTMLElement} */ (node.querySelector(".lb-hit__answer"));
  if (body.dataset.lbAsked) return;
  body.dataset.lbAsked = "";
  const link = /** @type {HTMLAnchorElement} */ (body.querySelector("a"));
  const own = [...body.childNodes];
  body.prepend(el("p", {}, "Loading the answer…"));
  try {
    body.replaceChildren(...(await answer(new URL(link.href))));
  } catch {
    body.replaceChildren(el("p", {}, "The answer could not be loaded here."), ...own);
    node.addEventListener("toggle", () => (body.replaceChildren(...own), delete body.dataset.lbAsked), { once: true });
  }
}
