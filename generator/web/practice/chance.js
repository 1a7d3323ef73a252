// Chance that can be repeated: a seed and a name always give the same number.

/** A number above 0 and below 1, from every sign of a text. @param {string} text */
export function chance(text) {
  return (number(text) + 0.5) / 4294967296;
}

/** A short name of a text, to see whether another is the same. @param {string} text */
export function fingerprint(text) {
  return number(text).toString(36);
}

/** FNV-1a, then the finish of MurmurHash3. @param {string} text */
function number(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Items in an order of chance, heavier ones earlier more often. An item's place depends on nothing but the seed and
 * itself, so that a bank that grows changes little of an old list.
 * @template T
 * @param {T[]} items
 * @param {string} seed
 * @param {(item: T) => string} name
 * @param {(item: T) => number} weight
 * @returns {T[]}
 */
export function shuffled(items, seed, name, weight) {
  const keys = new Map(items.map((item) => [item, -Math.log(chance(`${seed}/${name(item)}`)) / weight(item)]));
  return [...items].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
}

/** A seed that nobody has had. */
export function newSeed() {
  return [...crypto.getRandomValues(new Uint8Array(5))].map((byte) => (byte % 36).toString(36)).join("");
}
