// Everyday words that people type for the ones that are written; groups of words that may stand for each other.
import { fold } from "./text.js";

const GROUPS = [
  "choose pick select",
  "conflict fight argument",
  "coworker colleague teammate",
  "manager boss",
  "drop fall decrease",
  "rise increase grow",
  "people users participants",
  "many number size",
  "image picture photo",
  "remove delete",
  "improve better improvement",
  "contribute contributing contributor",
  "salary pay offer",
  "late delayed delay",
  "fast faster speed quick",
  "job company",
  "resume cv",
  "interviewer recruiter",
  "classify classification classifier",
  "work workload",
  "leave quit leaving",
];

/** @type {Map<string, string[]>} */
const OTHERS = new Map();
for (const group of GROUPS) {
  const all = group.split(" ").map(fold);
  for (const word of all) OTHERS.set(word, all.filter((other) => other !== word));
}

/** @param {string} word */
export function others(word) {
  return OTHERS.get(word) ?? [];
}
