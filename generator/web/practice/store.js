// Keeps progress in the browser: every change reads what is kept now, so that two tabs don't undo each other.
import { limited } from "./limits.js";
import { Refused, empty, parse, write } from "./progress.js";

/** @typedef {import("./progress.js").Progress} Progress */

export const KEY = "loopbook.progress.v1"; // of the place; the value carries the version of its own format
export const DUE_KEY = "loopbook.due.v1"; // when each card is due: made from the reviews, for pages without a scheduler

/** Nothing was changed; the message is for the reader. */
export class NotKept extends Error {}

const UNREADABLE = "What this browser has kept can't be read, so nothing is changed. Save it to a file below, or forget everything and start anew.";
const FULL = "This could not be kept: the browser's storage is full. Export your progress, then free some space.";
const OFF = "This could not be kept: the browser does not let this site store anything.";

export class Store {
  /** @param {() => Storage} storage asked anew each time, because asking may be refused */
  constructor(storage = () => localStorage) {
    this.storage = storage;
    /** What the last change had no room for, in words. */
    this.gone = "";
  }

  /** The text as it is kept, sound or not. */
  raw() {
    try {
      return this.storage().getItem(KEY);
    } catch {
      return null;
    }
  }

  /** @returns {Progress} */
  read() {
    const text = this.raw();
    if (text === null) return empty();
    try {
      return parse(text);
    } catch (error) {
      if (error instanceof Refused) throw new NotKept(UNREADABLE);
      throw error;
    }
  }

  /**
   * @param {(progress: Progress) => Progress} change
   * @returns {Progress}
   */
  change(change) {
    const { kept, gone } = limited(change(this.read()));
    this.#set(KEY, write(kept));
    this.gone = gone;
    return kept;
  }

  /** @param {Record<string, number>} due */
  setDue(due) {
    this.#set(DUE_KEY, JSON.stringify(due));
  }

  forget() {
    try {
      this.storage().removeItem(KEY);
      this.storage().removeItem(DUE_KEY);
    } catch {
      throw new NotKept(OFF);
    }
  }

  /**
   * @param {string} key
   * @param {string} text
   */
  #set(key, text) {
    try {
      this.storage().setItem(key, text);
    } catch (error) {
      const full = error instanceof DOMException && (error.name === "QuotaExceededError" || error.name === "NS_ERROR_DOM_QUOTA_REACHED");
      throw new NotKept(full ? FULL : OFF);
    }
  }
}
