// Finds the words a misspelt one stands for: those of the index that are the fewest slips of the finger away.

const FARTHEST = 2;
const SHORTEST = 4;
const LONG = 7; // from here on two slips are forgiven

/**
 * @param {string} word
 * @param {Iterable<string>} vocabulary
 * @returns {string[]} the nearest words; none where all are too far away
 */
export function nearest(word, vocabulary) {
  if (word.length < SHORTEST) return [];
  let limit = word.length < LONG ? 1 : FARTHEST;
  /** @type {string[]} */
  let found = [];
  for (const other of vocabulary) {
    if (Math.abs(other.length - word.length) > limit) continue;
    if (limit > 1 && other[0] !== word[0] && other[1] !== word[1]) continue;
    const far = distance(word, other, limit);
    if (far > limit) continue;
    if (far < limit) found = [];
    limit = far;
    found.push(other);
  }
  const same = found.filter((other) => other[0] === word[0]);
  return same.length ? same : found;
}

/**
 * Letters to add, drop, change or swap with the next (optimal string alignment); gives up above the limit.
 * @param {string} a
 * @param {string} b
 * @param {number} limit
 */
export function distance(a, b, limit) {
  /** @type {number[]} */
  let before = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    before = above;
    above = row;
  }
  return above[b.length];
}
