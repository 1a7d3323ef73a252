// How much history is kept: a browser gives a site a few megabytes, so each list has an end that readers are told.
import { count } from "./text.js";

/** @typedef {import("./progress.js").Progress} Progress */

export const MOST_REVIEWS = 100; // of one question; its schedule hardly depends on older ones
export const MOST_MOCKS = 200;

/**
 * What fits, the latest, and in words what had to go.
 * @param {Progress} progress
 * @returns {{kept: Progress, gone: string}}
 */
export function limited(progress) {
  const reviews = Object.fromEntries(Object.entries(progress.reviews).map(([id, list]) => [id, list.slice(-MOST_REVIEWS)]));
  const mocks = progress.mocks.slice(-MOST_MOCKS);
  const lost = Object.entries(progress.reviews).reduce((sum, [id, list]) => sum + list.length - reviews[id].length, 0);
  const gone = [
    lost ? `A question keeps its latest ${MOST_REVIEWS} reviews: the oldest made room, ${count(lost, "review")}.` : "",
    mocks.length < progress.mocks.length ? `The latest ${MOST_MOCKS} mock interviews are kept: ${count(progress.mocks.length - mocks.length, "older one")} made room.` : "",
  ].filter(Boolean).join(" ");
  return { kept: { ...progress, reviews, mocks }, gone };
}
