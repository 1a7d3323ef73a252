// What the practice pages know of the guide: `assets/practice/guide.json`, written by `generator/outputs/practice.py`.

/** @typedef {{id: string, title: string, topic: string, level: string, kind: string, roles: string[], stages: string[], companies: string[], principles: string[], url: string}} Question */
/** @typedef {{id: string, name: string, url: string, weights: Record<string, number>}} Role */
/** @typedef {{criterion: string, weak: string, strong: string}} Criterion */
/** @typedef {{id: string, name: string, url: string, minutes: number, pace: number, kinds: string[], rubric: Criterion[]}} Stage */
/** @typedef {{name: string, stage: string, minutes: number, opener: boolean}} Round */
/** @typedef {{id: string, name: string, url: string, rounds: Round[], principles: {id: string, name: string}[]}} Company */
/** @typedef {{id: string, name: string, url: string, prerequisites: string[]}} Topic */
/** @typedef {{version: number, roles: Role[], stages: Stage[], companies: Company[], topics: Topic[], aliases: Record<string, string>, questions: Question[]}} GuideFile */

export class Guide {
  /** @param {GuideFile} file */
  constructor(file) {
    this.roles = file.roles;
    this.stages = file.stages;
    this.companies = file.companies;
    this.topics = file.topics;
    this.aliases = file.aliases;
    this.questions = file.questions;
    this.byId = new Map(file.questions.map((question) => [question.id, question]));
  }

  /** The present id of a question. @param {string} id */
  now(id) {
    return Object.hasOwn(this.aliases, id) ? this.aliases[id] : id;
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
