// Long work in slices, so that typing and scrolling go on.

const SLICE = 10; // items to do before a look at the clock
const BREATH = 12; // milliseconds of work before the browser may paint again

/** @param {number} milliseconds */
export function rest(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}

/**
 * @template Item
 * @param {Item[]} items
 * @param {(some: Item[]) => void} use
 */
export async function inSlices(items, use) {
  let until = performance.now() + BREATH;
  for (let i = 0; i < items.length; i += SLICE) {
    use(items.slice(i, i + SLICE));
    if (performance.now() < until) continue;
    await rest(0);
    until = performance.now() + BREATH;
  }
}
