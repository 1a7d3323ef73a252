// The practice page: a deck from the address, its cards, and the reader's progress.
import { pick, present } from "./deck.js";
import { Cards } from "./cards.js";
import { mountFiles } from "./files.js";
import { load } from "./guide.js";
import { keepOffline } from "./offline.js";
import { parts, reveal, rootOf, takeAlong } from "./page.js";
import { open } from "../site.js";

/** @typedef {import("./guide.js").Guide} Guide */

/**
 * Questions of the deck; words in the address are searched for, best first.
 * @param {Guide} guide
 * @param {URLSearchParams} asked
 */
async function deck(guide, asked) {
  const query = (asked.get("q") ?? "").trim();
  const found = pick(guide, asked);
  if (!query) return found;
  const order = (await (await open()).search(query)).map((hit) => hit.doc.id);
  return found.filter((question) => order.includes(question.id)).sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

/**
 * @param {Guide} guide
 * @param {URLSearchParams} asked
 */
function title(guide, asked) {
  const names = [
    ...asked.getAll("topic").map((id) => guide.topic(id)?.name),
    ...asked.getAll("role").map((id) => guide.role(id)?.name),
    ...asked.getAll("stage").map((id) => guide.stage(id)?.name),
    ...asked.getAll("company").map((id) => guide.company(id)?.name),
    ...asked.getAll("level"), ...asked.getAll("kind"),
    asked.get("q") ? `“${asked.get("q")}”` : "", asked.has("ids") ? "a list of your own" : "",
  ].filter(Boolean);
  return names.length ? names.join(", ") : "All questions";
}

/** @param {HTMLElement} place */
async function mount(place) {
  const part = parts(place);
  const root = rootOf(place);
  try {
    const guide = await load(root);
    const asked = present(guide, new URLSearchParams(location.search));
    takeAlong(place, guide); // before anything is counted
    const cards = new Cards(place, guide, root);
    part("deck-name").textContent = title(guide, asked);
    for (const [name, value] of asked) {
      const field = place.querySelector(`select[name="${CSS.escape(name)}"]`);
      if (field instanceof HTMLSelectElement && [...field.options].some((option) => option.value === value)) field.value = value;
    }
    part("chooser").open = !asked.size || matchMedia("(min-width: 30.01rem)").matches; // the card first on a phone
    part("choose").addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault(); // the policy allows no form to be sent; an address does the same
      const data = new FormData(/** @type {HTMLFormElement} */ (event.target));
      const wanted = new URLSearchParams([...data].filter(([, value]) => value).map(([name, value]) => [name, String(value)]));
      location.search = wanted.toString();
    });
    mountFiles(place, guide, () => cards.start(pickedNow));
    const pickedNow = await deck(guide, asked);
    part("again").addEventListener("click", () => cards.start(pickedNow));
    reveal(place);
    cards.start(pickedNow);
    keepOffline(root, pickedNow, () => (part("offline").hidden = false));
  } catch (error) {
    part("failed").hidden = false;
    throw error;
  }
}

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-lb-practice]"));
if (place) mount(place);
