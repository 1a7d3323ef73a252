// When each question comes back: FSRS through ts-fsrs, replayed from the reviews, so that they are all that is kept.
import { createEmptyCard, fsrs } from "ts-fsrs";

/** @typedef {import("./progress.js").Review} Review */
/** @typedef {import("ts-fsrs").Card} Card */
/** @typedef {import("ts-fsrs").Grade} Grade */

// Without chance: the same reviews give the same dates on every device.
const SCHEDULER = fsrs({ enable_fuzz: false });
export const MINUTE = 60_000;
export const DAY = 1440 * MINUTE;

/**
 * The card that a question's reviews have made.
 * @param {Review[]} reviews oldest first
 * @returns {Card}
 */
export function card(reviews) {
  let now = createEmptyCard(new Date(reviews[0]?.[0] ?? 0));
  for (const [at, grade] of reviews) now = SCHEDULER.next(now, new Date(at), /** @type {Grade} */ (grade)).card;
  return now;
}

/**
 * When a reviewed question is due.
 * @param {Review[]} reviews at least one
 */
export function due(reviews) {
  return card(reviews).due.getTime();
}

/**
 * When the question would come back after each grade, for the buttons.
 * @param {Review[]} reviews
 * @param {number} now
 * @returns {number[]} milliseconds from now, for again, hard, good and easy
 */
export function choices(reviews, now) {
  const from = reviews.length ? card(reviews) : createEmptyCard(new Date(now));
  return [1, 2, 3, 4].map((grade) => SCHEDULER.next(from, new Date(now), /** @type {Grade} */ (grade)).card.due.getTime() - now);
}

/**
 * Due dates of all questions that were ever reviewed and still exist.
 * @param {Record<string, Review[]>} reviews
 * @param {Iterable<string>} ids
 */
export function allDue(reviews, ids) {
  /** @type {Record<string, number>} */
  const found = {};
  for (const id of ids) if (Object.hasOwn(reviews, id) && reviews[id].length) found[id] = due(reviews[id]);
  return found;
}

/** A span of time as a button has room for it. @param {number} span */
export function spanText(span) {
  if (span < 60 * MINUTE) return `${Math.max(1, Math.round(span / MINUTE))} min`;
  if (span < DAY) return `${Math.round(span / (60 * MINUTE))} h`;
  if (span < 60 * DAY) return `${Math.round(span / DAY)} d`;
  return span < 730 * DAY ? `${Math.round(span / (30.4 * DAY))} mo` : `${Math.round(span / (365 * DAY))} y`;
}

/** Whether a question is known well enough to be left out of a plan. @param {Review[]} reviews */
export function isKnown(reviews) {
  return reviews.length > 1 && reviews[reviews.length - 1][1] > 1 && card(reviews).stability >= 7;
}
