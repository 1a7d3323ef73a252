// Which questions a deck holds, and which of them comes next.
import { MINUTE } from "./schedule.js";

/** @typedef {import("./guide.js").Guide} Guide */
/** @typedef {import("./guide.js").Question} Question */

export const NEW_A_SESSION = 20;
const AHEAD = 20 * MINUTE; // a card of this session that is due so soon is not worth a second visit
const LEVELS = ["core", "intermediate", "advanced"];
/** What an address may ask for, and the property of a question it is compared with. */
const FILTERS = /** @type {const} */ ({ topic: "topic", role: "roles", stage: "stages", company: "companies", level: "level", kind: "kind" });

/**
 * What an address asks for, in the ids of today.
 * @param {Guide} guide
 * @param {URLSearchParams} asked
 */
export function present(guide, asked) {
  const now = (/** @type {string} */ key, /** @type {string} */ id) =>
    Object.hasOwn(guide.former, key) ? guide.now(id, /** @type {keyof import("./guide.js").Former} */ (key)) : id;
  return new URLSearchParams([...asked].map(([key, value]) => [key, now(key, value)]));
}

/**
 * The questions an address asks for: values of one key widen it, different keys narrow it.
 * @param {Guide} guide
 * @param {URLSearchParams} asked
 * @returns {Question[]}
 */
export function pick(guide, asked) {
  const ids = asked.getAll("ids").flatMap((value) => value.split(",")).filter(Boolean);
  const wanted = new Set(ids.map((id) => guide.now(id)));
  const found = guide.questions.filter(
    (question) => (!ids.length || wanted.has(question.id)) && Object.entries(FILTERS).every(([key, of]) => passes(asked.getAll(key), question[of])),
  );
  return asked.get("role") && !asked.has("topic") ? inPathOrder(guide, found, asked.get("role") ?? "") : found;
}

/**
 * @param {string[]} wanted
 * @param {string | string[]} has
 */
function passes(wanted, has) {
  return !wanted.length || [has].flat().some((value) => wanted.includes(value));
}

/**
 * The role's path: levels first, then the topics that are asked most.
 * @param {Guide} guide
 * @param {Question[]} questions
 * @param {string} role
 */
export function inPathOrder(guide, questions, role) {
  const weights = guide.role(role)?.weights ?? {};
  const place = (/** @type {Question} */ q) => LEVELS.indexOf(q.level) * 10 - (weights[q.topic] ?? 0);
  return [...questions].sort((a, b) => place(a) - place(b));
}

/**
 * @param {string[]} ids of the deck, in order
 * @param {Record<string, number>} due
 * @param {number} now
 */
export function counts(ids, due, now) {
  const known = ids.filter((id) => Object.hasOwn(due, id));
  return { due: known.filter((id) => due[id] <= now).length, fresh: ids.length - known.length, all: ids.length };
}

/**
 * The next question: the one longest due, then a new one, then one of this session that is due soon.
 * @param {string[]} ids
 * @param {Record<string, number>} due
 * @param {number} now
 * @param {{fresh: number, seen: Set<string>}} session how many new ones are left, and what was reviewed
 * @returns {string | undefined}
 */
export function next(ids, due, now, session) {
  const known = ids.filter((id) => Object.hasOwn(due, id)).sort((a, b) => due[a] - due[b]);
  if (known.length && due[known[0]] <= now) return known[0];
  const fresh = session.fresh > 0 ? ids.find((id) => !Object.hasOwn(due, id)) : undefined;
  return fresh ?? known.find((id) => session.seen.has(id) && due[id] <= now + AHEAD);
}

/** When the deck has something again. @param {string[]} ids @param {Record<string, number>} due */
export function nextTime(ids, due) {
  const times = ids.filter((id) => Object.hasOwn(due, id)).map((id) => due[id]);
  return times.length ? Math.min(...times) : undefined;
}
