// A question in the list of the Find page, with its answer to open in place.
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
  const body = el("div", { class: "lb-hit__answer" });
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
    body,
  );
  node.addEventListener("toggle", () => node.open && fill(body, new URL(doc.url, root())));
  return el("li", {}, node);
}

/**
 * @param {HTMLElement} body
 * @param {URL} address
 */
async function fill(body, address) {
  if (body.childNodes.length) return;
  body.append(el("p", {}, "Loading the answer…"));
  try {
    body.replaceChildren(...(await answer(address)));
  } catch {
    body.replaceChildren(el("p", {}, "The answer could not be loaded here. ", el("a", { href: address.href }, "Open it on the page of its topic.")));
    body.closest("details")?.addEventListener("toggle", () => body.replaceChildren(), { once: true });
  }
}
