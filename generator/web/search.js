// Starts the search: the box on every page, the filters on the Find page.
import { Box } from "./box.js";
import { Find } from "./find.js";

/** @type {Box | undefined} */
let box;

function show() {
  box ??= new Box();
  box.show();
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select"));
}

document.addEventListener("keydown", (event) => {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
  if (!plain || (event.key !== "/" && event.key !== "s") || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  show();
});

for (const link of document.querySelectorAll("a[data-lb-search]"))
  link.addEventListener("click", (event) => {
    if (!(event instanceof MouseEvent) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show();
  });

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-lb-find]"));
if (place) new Find(place).start();
