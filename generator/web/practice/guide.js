// What the practice pages know of the guide: `assets/practice/guide.json`, written by `generator/outputs/practice.py`.

/** @typedef {{id: string, title: string, topic: string, level: string, kind: string, roles: string[], stages: string[], companies: string[], principles: string[], url: string}} Question */
/** @typedef {{id: string, name: string, url: string, weights: Record<string, number>}} Role */
/** @typedef {{criterion: string, weak: string, strong: string}} Criterion */
/** @typedef {{id: string, name: string, url: string, minutes: number, pace: number, kinds: string[], rubric: Criterion[]}} Stage */
/** @typedef {{id: string, part: string, name: string, stage: string, minutes: number, opener: boolean}} Round */
/** @typedef {{id: string, name: string, url: string, rounds: Round[], parts: {id: string, name: string}[], principles: {id: string, name: string}[]}} Company */
/** @typedef {{id: string, name: string, url: string, prerequisites: string[]}} Topic */
/** @typedef {Record<"role" | "stage" | "company" | "topic", Record<string, string>>} Former present ids by former ones */
/** @typedef {{version: number, roles: Role[], stages: Stage[], companies: Company[], topics: Topic[], aliases: Record<string, string>, former: Former, questions: Question[]}} GuideFile */

export class Guide {
  /** @param {GuideFile} file */
  constructor(file) {
    this.roles = file.roles;
    this.stages = file.stages;
    this.companies = file.companies;
    this.topics = file.topics;
    this.aliases = file.aliases;
    this.former = file.former;
    this.questions = file.questions;
    this.byId = new Map(file.questions.map((question) => [question.id, question]));
  }

  /**
   * The present id of something.
   * @param {string} id
   * @param {keyof Former} [kind] a question if left out
   */
  now(id, kind) {
    const known = kind ? this.former[kind] : this.aliases;
    return Object.hasOwn(known, id) ? known[id] : id;
  }

  /** @param {string} id */
  role(id) {
    return this.roles.find((role) => role.id === id);
  }

  /** @param {string} id */
  stage(id) {
    return this.stages.find((stage) => stage.id === id);
  }

  /** @param {string} id */
  company(id) {
    return this.companies.find((company) => company.id === id);
  }

  /** @param {string} id */
  topic(id) {
    return this.topics.find((topic) => topic.id === id);
  }
}

/**
 * @param {URL} root of the site
 * @returns {Promise<Guide>}
 */
export async function load(root) {
  const answer = await fetch(new URL("assets/practice/guide.json", root));
  if (!answer.ok) throw new Error(`guide.json: ${answer.status}`);
  return new Guide(await answer.json());
}
