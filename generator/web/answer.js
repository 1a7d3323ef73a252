// Brings an answer to where it is read: out of the page of its topic, which has it ready.
import { el } from "./dom.js";

/** @type {Map<string, Promise<Document>>} */
const pages = new Map();

/** @param {URL} address */
function page(address) {
  const name = address.origin + address.pathname;
  const known = pages.get(name);
  if (known) return known;
  const fetched = fetch(name).then(async (answer) => {
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  });
  fetched.catch(() => pages.delete(name));
  pages.set(name, fetched);
  return fetched;
}

/**
 * The answer of a question, with links that work from here and without ids, which are taken already.
 * @param {URL} address
 * @returns {Promise<Node[]>}
 */
export async function answer(address) {
  const source = (await page(address)).getElementById(`${decodeURIComponent(address.hash.slice(1))}--answer`);
  if (!source) throw new Error(`no answer at ${address.href}`);
  const copy = /** @type {Element} */ (document.importNode(source, true));
  copy.querySelector("summary")?.remove();
  for (const node of copy.querySelectorAll("[id]")) node.removeAttribute("id");
  for (const [nodes, name] of /** @type {const} */ ([["a[href]", "href"], ["img[src]", "src"]]))
    for (const node of copy.querySelectorAll(nodes))
      node.setAttribute(name, new URL(node.getAttribute(name) ?? "", address).href);
  // Under a question on its own page these are of level four and five; here there is no heading above them but the page's.
  for (const heading of copy.querySelectorAll("h4, h5"))
    heading.setAttribute("aria-level", heading.tagName === "H4" ? "2" : "3");
  const own = el("p", { class: "lb-actions" }, el("a", { href: address.href }, "Open on the page of its topic"));
  return [...copy.childNodes, own];
}
