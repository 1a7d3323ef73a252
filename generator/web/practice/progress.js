// What a reader's browser keeps of their work: its one format, its older versions, and how two copies become one.

/**
 * A review: when (milliseconds since 1970) and how well (1 again, 2 hard, 3 good, 4 easy).
 * @typedef {[number, number]} Review
 */
/** @typedef {{id: string, at: number, settings: Record<string, string>, marks: Record<string, number>, scores: Record<string, number>}} Mock */
/** @typedef {{id: string, changed: number, deleted: boolean, title: string, situation: string, task: string, action: string, result: string, principles: string[], questions: string[]}} Story */
/** @typedef {{changed: number, settings: Record<string, string>, start: string}} Plan */
/** @typedef {{day: string, done: boolean, changed: number}} Tick */
/**
 * @typedef {object} Progress
 * @property {"loopbook-progress"} format
 * @property {number} version
 * @property {Record<string, Review[]>} reviews by question, oldest first; all that scheduling needs follows from them
 * @property {Mock[]} mocks
 * @property {Story[]} stories
 * @property {Plan | null} plan
 * @property {Record<string, Tick>} ticks by day of the plan
 */

export const FORMAT = "loopbook-progress";
export const VERSION = 2;
const SETTINGS = /** @type {const} */ (["role", "stage", "company"]);
const MOST_BYTES = 20_000_000;
const NAME = /^[a-z0-9][a-z0-9-]*$/i; // ids and days; nothing that an object has already

/** What can't be used, in words for the reader. */
export class Refused extends Error {}

/** @returns {Progress} */
export function empty() {
  return { format: FORMAT, version: VERSION, reviews: {}, mocks: [], stories: [], plan: null, ticks: {} };
}

/**
 * From each version to the next. Version 1 knew flashcards only.
 * @type {Record<number, (old: any) => any>}
 */
const STEPS = { 1: (old) => ({ ...empty(), ...old, version: 2 }) };

/**
 * Reads a progress file or what the browser has kept; refuses everything that is not wholly sound.
 * @param {string} text
 * @returns {Progress}
 */
export function parse(text) {
  if (text.length > MOST_BYTES) throw new Refused("The file is too large to be a progress file.");
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refused("The file is damaged or not a progress file: it is no JSON.");
  }
  if (!isRecord(value) || value.format !== FORMAT) throw new Refused("This is not a Loopbook progress file.");
  if (typeof value.version !== "number" || !Number.isInteger(value.version) || value.version < 1) throw new Refused("The file has no version.");
  if (value.version > VERSION) throw new Refused("The file was written by a newer version of this site. Reload the page and try again.");
  while (value.version < VERSION) value = STEPS[value.version](value);
  const fault = faultOf(value);
  if (fault) throw new Refused(`The file is damaged: ${fault}.`);
  return /** @type {Progress} */ (pick(value));
}

/** @param {Progress} progress */
export function write(progress) {
  return JSON.stringify(progress);
}

/**
 * Only the parts we know, so that nothing foreign is carried along.
 * @param {any} value
 * @returns {Progress}
 */
function pick({ reviews, mocks, stories, plan, ticks }) {
  return { ...empty(), reviews: Object.fromEntries(Object.entries(reviews).map(([id, list]) => [id, sorted(list)])), mocks, stories, plan, ticks };
}

/** @param {any} value @returns {value is Record<string, any>} */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (/** @type {any} */ value) => typeof value === "string";
const isTime = (/** @type {any} */ value) => Number.isFinite(value) && value >= 0 && value < 8.64e15;
const isTexts = (/** @type {any} */ value) => Array.isArray(value) && value.every(isText);
const isReview = (/** @type {any} */ r) => Array.isArray(r) && r.length === 2 && isTime(r[0]) && [1, 2, 3, 4].includes(r[1]);
const allValues = (/** @type {any} */ value, /** @type {(v: any) => boolean} */ check) =>
  isRecord(value) && Object.entries(value).every(([key, each]) => NAME.test(key) && check(each));
const isMock = (/** @type {any} */ m) =>
  isRecord(m) && isText(m.id) && isTime(m.at) && allValues(m.settings, isText) && allValues(m.marks, Number.isFinite) && allValues(m.scores, Number.isFinite);
const isStory = (/** @type {any} */ s) =>
  isRecord(s) && isTime(s.changed) && typeof s.deleted === "boolean" && isTexts(s.principles) && isTexts(s.questions) &&
  [s.id, s.title, s.situation, s.task, s.action, s.result].every(isText);
const isTick = (/** @type {any} */ t) => isRecord(t) && isText(t.day) && typeof t.done === "boolean" && isTime(t.changed);

/**
 * The first thing that is wrong with a progress of the present version.
 * @param {any} value
 */
function faultOf({ reviews, mocks, stories, plan, ticks }) {
  if (!allValues(reviews, (list) => Array.isArray(list) && list.every(isReview))) return "its reviews can't be read";
  if (!Array.isArray(mocks) || !mocks.every(isMock)) return "its mock interviews can't be read";
  if (!Array.isArray(stories) || !stories.every(isStory)) return "its stories can't be read";
  if (plan !== null && !(isRecord(plan) && isTime(plan.changed) && isText(plan.start) && allValues(plan.settings, isText))) return "its plan can't be read";
  if (!allValues(ticks, isTick)) return "its ticks can't be read";
  return "";
}

/**
 * Oldest first, each moment once: two copies of one review are one review.
 * @param {Review[]} list
 * @returns {Review[]}
 */
function sorted(list) {
  const seen = new Map(list.map((review) => [review.join(), review]));
  return [...seen.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

/**
 * Histories by question; those of one question become one.
 * @param {[string, Review[]][]} entries
 */
function joined(entries) {
  /** @type {Map<string, Review[]>} */
  const found = new Map();
  for (const [id, list] of entries) found.set(id, sorted([...(found.get(id) ?? []), ...list]));
  return Object.fromEntries(found);
}

/**
 * Both copies' work: every review and every mock; of a story, plan or tick the one changed last.
 * @param {Progress} one
 * @param {Progress} other
 * @returns {Progress}
 */
export function merge(one, other) {
  const reviews = joined([...Object.entries(one.reviews), ...Object.entries(other.reviews)]);
  const mocks = new Map([...one.mocks, ...other.mocks].map((mock) => [mock.id, mock]));
  return {
    ...empty(),
    reviews,
    mocks: [...mocks.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)),
    stories: [...latest([...one.stories, ...other.stories].map((story) => [story.id, story])).values()],
    plan: [one.plan, other.plan].filter((plan) => plan !== null).sort((a, b) => b.changed - a.changed || (write(/** @type {any} */ (a)) < write(/** @type {any} */ (b)) ? -1 : 1))[0] ?? null,
    ticks: Object.fromEntries(latest([...Object.entries(one.ticks), ...Object.entries(other.ticks)])),
  };
}

/**
 * @template {{changed: number}} T
 * @param {[string, T][]} entries
 * @returns {Map<string, T>}
 */
function latest(entries) {
  /** @type {Map<string, T>} */
  const found = new Map();
  for (const [id, value] of entries) {
    const known = found.get(id);
    const newer = !known || value.changed > known.changed || (value.changed === known.changed && JSON.stringify(value) > JSON.stringify(known));
    if (newer) found.set(id, value);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Puts what was kept under former ids under the present ones: of questions, and of the roles, stages and companies in settings.
 * @param {Progress} progress
 * @param {{now(id: string, kind?: "role" | "stage" | "company" | "topic"): string}} guide
 * @returns {Progress}
 */
export function renamed(progress, guide) {
  const now = (/** @type {string} */ id) => guide.now(id);
  const reviews = joined(Object.entries(progress.reviews).map(([id, list]) => [now(id), list]));
  const marks = (/** @type {Mock} */ mock) => Object.fromEntries(Object.entries(mock.marks).map(([id, mark]) => [now(id), mark]));
  const settings = (/** @type {Record<string, string>} */ kept) => ({ ...kept, ...Object.fromEntries(SETTINGS.filter((key) => Object.hasOwn(kept, key)).map((key) => [key, guide.now(kept[key], key)])) });
  const principle = (/** @type {string} */ id) => id.replace(/^[^/]*/, (company) => guide.now(company, "company"));
  return {
    ...progress,
    reviews,
    mocks: progress.mocks.map((mock) => ({ ...mock, settings: settings(mock.settings), marks: marks(mock) })),
    stories: progress.stories.map((story) => ({ ...story, principles: story.principles.map(principle), questions: [...new Set(story.questions.map(now))] })),
    plan: progress.plan && { ...progress.plan, settings: settings(progress.plan.settings) },
  };
}

/** How many reviews there are. @param {Progress} progress */
export function reviewCount(progress) {
  return Object.values(progress.reviews).reduce((sum, list) => sum + list.length, 0);
}
