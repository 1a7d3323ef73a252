// Progress as a file: out, in and merged with what is here, and gone.
import { Refused, merge, parse, renamed, reviewCount, write } from "./progress.js";
import { dayOf, download, keeping, parts, store } from "./page.js";
import { count } from "./text.js";

/**
 * @param {HTMLElement} place
 * @param {import("./guide.js").Guide} guide
 * @param {() => void} changed what to do when progress is another
 */
export function mountFiles(place, guide, changed) {
  const part = parts(place);
  const [problem, said] = [part("progress-problem"), part("progress-said")];
  const say = (/** @type {string} */ text) => (said.textContent = text);
  part("export").addEventListener("click", () => {
    // What can't be read is handed out as it is, so that nothing is lost with it.
    const text = readable() ?? store.raw() ?? "";
    download(`loopbook-progress-${dayOf(Date.now())}.json`, text, "application/json");
    say("Your progress was saved to a file.");
  });
  const input = /** @type {HTMLInputElement} */ (part("import"));
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    if (!file) return;
    say("");
    try {
      const other = renamed(parse(await file.text()), guide);
      keeping(problem, () => {
        const before = reviewCount(store.read());
        const after = reviewCount(store.change((progress) => merge(progress, other)));
        say(`The file was merged: ${count(after - before, "review")} came with it, ${count(after, "review")} are here now.`);
      });
      changed();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problem.hidden = false;
      problem.textContent = `${error.message} Nothing was changed.`;
    }
    input.value = "";
  });
  const ask = /** @type {HTMLDialogElement} */ (part("forget-ask"));
  part("forget").addEventListener("click", () => ask.showModal());
  part("forget-no").addEventListener("click", () => ask.close());
  part("forget-yes").addEventListener("click", () => {
    if (keeping(problem, () => store.forget())) say("Everything is forgotten.");
    ask.close();
    changed();
  });
}

function readable() {
  try {
    return write(store.read());
  } catch {
    return null;
  }
}
