// The plan as a calendar file, through the npm package `ics`.
import { createEvents } from "ics";
import { after } from "./days.js";

/** @typedef {import("./days.js").Day} Day */

/**
 * One event for each day on which there is something to do.
 * @param {Day[]} days
 * @param {string} name of the role
 * @param {(day: Day) => string} about
 * @param {string} address of the plan
 * @param {number} now
 * @returns {string}
 */
export function calendarFile(days, name, about, address, now) {
  const date = (/** @type {string} */ day) => /** @type {[number, number, number]} */ (day.split("-").map(Number));
  const { error, value } = createEvents(
    days.filter((day) => day.kind !== "rest" || day.review).map((day) => ({
      uid: `${day.day}.plan@loopbook`, // the same day again replaces its event
      title: `${name}: ${{ learn: "study", mock: "mock interview", rest: "a last look" }[day.kind]}`,
      description: about(day),
      url: address,
      start: date(day.day),
      end: date(after(day.day, 1)),
      productId: "loopbook",
      calName: `Interview plan: ${name}`,
      timestamp: now,
      transp: "TRANSPARENT",
    })),
  );
  if (error || !value) throw error ?? new Error("the calendar is empty");
  return value;
}
