// Small wordings.

/** @param {number} number @param {string} noun */
export function count(number, noun, many = `${noun}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? noun : many}`;
}

/** Minutes and seconds, with a sign when it is over. @param {number} milliseconds */
export function clock(milliseconds) {
  const seconds = Math.abs(Math.trunc(milliseconds / 1000));
  return `${milliseconds <= -1000 ? "−" : ""}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** How many words, and how long they take to say. @param {string} text */
export function length(text) {
  const words = text.split(/\s+/).filter(Boolean).length;
  return { words, seconds: Math.round((words / WORDS_A_MINUTE) * 60) };
}

const WORDS_A_MINUTE = 140;
