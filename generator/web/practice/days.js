// A plan: which questions on which day, from what is asked most and not yet known.
import { LEVELS } from "./interview.js";

/** @typedef {import("./guide.js").Guide} Guide */
/** @typedef {import("./guide.js").Question} Question */
/** @typedef {{day: string, kind: "learn" | "mock" | "rest", topics: {topic: string, ids: string[]}[], minutes: number, review: number}} Day */
/** @typedef {{role: string, weeks: number, hours: number, days: number}} Wish */

const REVIEW = 0.3; // share of a day's time for flashcards of earlier days
const MOCK_EVERY = 7;
const DEPTH = { core: 1, intermediate: 1.4, advanced: 1.8 }; // how much longer a harder question takes to learn
const VALUE = { core: 3, intermediate: 2, advanced: 1 };

/** @param {Record<string, string | undefined>} settings @returns {Wish} */
export function wish(settings) {
  const number = (/** @type {string | undefined} */ text, /** @type {number} */ least, /** @type {number} */ most, /** @type {number} */ usual) => {
    const value = Number(text);
    return text && value >= least && value <= most ? value : usual;
  };
  return { role: settings.role ?? "", weeks: Math.round(number(settings.weeks, 1, 26, 4)), hours: number(settings.hours, 0.25, 12, 1), days: Math.round(number(settings.days, 1, 7, 6)) };
}

/**
 * Minutes to learn a question: twice the shortest time it gets in an interview, longer if it is harder.
 * @param {Guide} guide
 * @param {Question} question
 */
export function minutesFor(guide, question) {
  const paces = question.stages.flatMap((id) => guide.stage(id)?.pace ?? []);
  return Math.round((paces.length ? Math.min(...paces) : 10) * DEPTH[/** @type {keyof typeof DEPTH} */ (question.level)]);
}

/**
 * The role's questions that are not known, those worth most first: a topic's weight times what its level counts.
 * @param {Guide} guide
 * @param {string} role
 * @param {(id: string) => boolean} known
 */
export function wanted(guide, role, known) {
  const weights = guide.role(role)?.weights ?? {};
  const value = (/** @type {Question} */ q) => (weights[q.topic] ?? 0) * VALUE[/** @type {keyof typeof VALUE} */ (q.level)];
  return guide.questions.filter((q) => q.roles.includes(role) && weights[q.topic] && !known(q.id)).sort((a, b) => value(b) - value(a));
}

/**
 * @param {Guide} guide
 * @param {Wish} wish
 * @param {string} start the first day, as YYYY-MM-DD
 * @param {(id: string) => boolean} known
 * @returns {{days: Day[], left: number}} and how many questions found no room
 */
export function plan(guide, wish, start, known) {
  const days = calendar(wish, start);
  const room = wish.hours * 60 * (1 - REVIEW);
  const learning = days.filter((day) => day.kind === "learn");
  let capacity = learning.length * room;
  const chosen = wanted(guide, wish.role, known).filter((question) => {
    capacity -= minutesFor(guide, question);
    return capacity >= 0;
  });
  const queue = inOrder(guide, chosen, wish.role);
  let place = 0;
  learning.forEach((day, i) => {
    // Each day takes its share of what is left, so that the last day is not the fullest.
    const rest = queue.slice(place).reduce((sum, q) => sum + minutesFor(guide, q), 0);
    const share = Math.min(room, rest / (learning.length - i));
    for (let used = 0; place < queue.length && used + minutesFor(guide, queue[place]) / 2 <= share; place++) {
      used += minutesFor(guide, queue[place]);
      put(day, queue[place], minutesFor(guide, queue[place]));
    }
  });
  return { days, left: wanted(guide, wish.role, known).length - place };
}

/**
 * Every day until the interview; the week's last is for a mock interview, and the very last for rest.
 * @param {Wish} wish
 * @param {string} start
 * @returns {Day[]}
 */
function calendar({ weeks, hours, days }, start) {
  const total = weeks * 7;
  return Array.from({ length: total }, (_, i) => {
    const inWeek = i % 7;
    const last = i === total - 1;
    const kind = last || inWeek >= days ? "rest" : inWeek === Math.min(days, MOCK_EVERY) - 1 && days > 1 ? "mock" : "learn";
    return { day: after(start, i), kind: /** @type {Day["kind"]} */ (kind), topics: [], minutes: kind === "mock" ? Math.round(hours * 60 * (1 - REVIEW)) : 0, review: kind === "rest" ? (last ? 15 : 0) : Math.round(hours * 60 * REVIEW) };
  });
}

/** The day so many days later; calendar days have no hours that could be lost. @param {string} day @param {number} days */
export function after(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * Level by level; within a level topic by topic, the weightiest first, but never before what it builds on.
 * @param {Guide} guide
 * @param {Question[]} questions
 * @param {string} role
 */
function inOrder(guide, questions, role) {
  const order = topicOrder(guide, role);
  const place = (/** @type {Question} */ q) => LEVELS.indexOf(q.level) * 10_000 + order.indexOf(q.topic);
  return [...questions].sort((a, b) => place(a) - place(b));
}

/** @param {Guide} guide @param {string} role @returns {string[]} */
export function topicOrder(guide, role) {
  const weights = guide.role(role)?.weights ?? {};
  const byWeight = Object.keys(weights).sort((a, b) => weights[b] - weights[a]);
  /** @type {Set<string>} */
  const placed = new Set();
  const visit = (/** @type {string} */ id, /** @type {string[]} */ above) => {
    if (placed.has(id) || above.includes(id)) return;
    for (const before of guide.topic(id)?.prerequisites ?? []) visit(before, [...above, id]);
    placed.add(id);
  };
  for (const id of byWeight) visit(id, []);
  return [...placed];
}

/**
 * @param {Day} day
 * @param {Question} question
 * @param {number} minutes
 */
function put(day, question, minutes) {
  const last = day.topics.find((each) => each.topic === question.topic);
  if (last) last.ids.push(question.id);
  else day.topics.push({ topic: question.topic, ids: [question.id] });
  day.minutes += minutes;
}
