// A mock interview: which questions, in which rounds, with how much time; the same for the same address.
import { fingerprint, shuffled } from "./chance.js";

/** @typedef {import("./guide.js").Guide} Guide */
/** @typedef {import("./guide.js").Question} Question */
/** @typedef {import("./guide.js").Stage} Stage */
/** @typedef {{name: string, stage: Stage, minutes: number, questions: Question[]}} MockRound */
/** @typedef {{role: string, stage: string, company: string, part: string, levels: string[], minutes: number, seed: string}} Settings */

export const LEVELS = ["core", "intermediate", "advanced"];
/** Minutes of a round that hold no question: hello, and the candidate's own questions. */
const FRAME = 5;

/**
 * Settings as the address says them; what it doesn't say or says wrongly is the first choice.
 * @param {Guide} guide
 * @param {URLSearchParams} asked
 * @returns {Settings}
 */
export function read(guide, asked) {
  const known = (/** @type {"role" | "stage" | "company"} */ key, /** @type {{id: string}[]} */ list) =>
    list.find((entry) => entry.id === guide.now(asked.get(key) ?? "", key))?.id ?? "";
  const company = known("company", guide.companies);
  const part = asked.get("part") ?? "";
  const wanted = asked.getAll("level").flatMap((value) => value.split(","));
  const levels = LEVELS.filter((level) => wanted.includes(level));
  const minutes = Number(asked.get("minutes"));
  return {
    role: known("role", guide.roles) || guide.roles[0].id,
    company,
    part: guide.company(company)?.rounds.some((round) => within(round, part)) ? part : "",
    stage: company ? "" : known("stage", guide.stages) || guide.stages[0].id,
    levels: levels.length ? levels : LEVELS,
    minutes: Number.isInteger(minutes) && minutes >= 5 && minutes <= 240 ? minutes : 0,
    seed: (asked.get("seed") ?? "").replace(/[^a-z0-9]/gi, "").slice(0, 20),
  };
}

/**
 * The names of a role and of the stage, loop or part of one.
 * @param {Guide} guide
 * @param {{role?: string, stage?: string, company?: string, part?: string}} settings
 */
export function names(guide, { role = "", stage = "", company = "", part = "" }) {
  const asked = guide.company(guide.now(company, "company"));
  const inside = [...(asked?.parts ?? []), ...(asked?.rounds ?? [])].find(({ id }) => id === part);
  const place = asked?.name ?? guide.stage(guide.now(stage, "stage"))?.name;
  return [guide.role(guide.now(role, "role"))?.name, place, inside?.name].filter(Boolean).join(", ");
}

/** @param {Settings} settings */
export function write({ role, stage, company, part, levels, minutes, seed }) {
  const out = new URLSearchParams({ role });
  if (company) out.set("company", company);
  else out.set("stage", stage);
  if (part) out.set("part", part);
  if (levels.length < LEVELS.length) out.set("level", levels.join());
  if (minutes) out.set("minutes", String(minutes));
  out.set("seed", seed);
  return out;
}

/**
 * @param {Guide} guide
 * @param {Settings} settings
 * @returns {MockRound[]}
 */
export function compose(guide, settings) {
  /** @type {Set<string>} */
  const taken = new Set();
  return plan(guide, settings).map(({ name, stage, minutes, opener }, i) => {
    const pool = shuffled(candidates(guide, settings, stage), `${settings.seed}/${i}`, (q) => q.id, (q) => weight(guide, settings, q)).filter((q) => !taken.has(q.id));
    const number = Math.max(1, Math.floor((minutes - FRAME) / stage.pace));
    const first = opener ? open(guide, settings, `${settings.seed}/${i}`, taken) : [];
    const rest = pool.filter((q) => !first.includes(q) && (q.kind !== "behavioral" || !opener || stage.kinds[0] === "behavioral"));
    const questions = [...first, ...mixed(rest, stage, Math.max(1, number - first.length))];
    for (const question of questions) taken.add(question.id);
    return { name, stage, minutes, questions };
  }).filter((round) => round.questions.length);
}

/**
 * Whether a round of a loop belongs to what was asked for: the whole, a part with a name, or one round.
 * @param {import("./guide.js").Round} round
 * @param {string} part
 */
function within(round, part) {
  return !part || round.part === part || round.id === part;
}

/**
 * Stands for exactly these questions in these rounds, to notice when an address means others than it did.
 * @param {MockRound[]} rounds
 */
export function drawn(rounds) {
  return fingerprint(rounds.map(({ stage, minutes, questions }) => [stage.id, minutes, ...questions.map(({ id }) => id)].join()).join(";"));
}

/**
 * @param {Guide} guide
 * @param {Settings} settings
 */
function plan(guide, settings) {
  const company = guide.company(settings.company);
  const rounds = company?.rounds.filter((round) => within(round, settings.part)) ?? [{ name: "", stage: settings.stage, minutes: settings.minutes, opener: false }];
  return rounds.flatMap((round) => {
    const stage = guide.stage(round.stage);
    if (!stage) return [];
    return [{ ...round, name: round.name || stage.name, stage, minutes: settings.minutes || round.minutes || stage.minutes }];
  });
}

/**
 * @param {Guide} guide
 * @param {Settings} settings
 * @param {Stage} stage
 */
function candidates(guide, { role, levels }, stage) {
  return guide.questions.filter((q) => q.roles.includes(role) && q.stages.includes(stage.id) && stage.kinds.includes(q.kind) && levels.includes(q.level));
}

/**
 * The role's topics as often as they are asked; what the company is known to ask, twice as often.
 * @param {Guide} guide
 * @param {Settings} settings
 * @param {Question} question
 */
function weight(guide, { role, company }, question) {
  const usual = guide.role(role)?.weights[question.topic] ?? 1;
  return usual ** 2 * (company && question.companies.includes(company) ? 2 : 1);
}

/**
 * The behavioral question a round opens with, rather one that probes a principle of the company.
 * @param {Guide} guide
 * @param {Settings} settings
 * @param {string} seed
 * @param {Set<string>} taken
 */
function open(guide, { role, company }, seed, taken) {
  const free = guide.questions.filter((q) => q.kind === "behavioral" && q.roles.includes(role) && !taken.has(q.id));
  const probing = (/** @type {Question} */ q) => (q.principles.some((id) => id.startsWith(`${company}/`)) ? 4 : 1);
  return shuffled(free, seed, (q) => q.id, probing).slice(0, 1);
}

/**
 * So many questions, no topic twice while another is left, in the order in which the stage asks its kinds.
 * @param {Question[]} pool
 * @param {Stage} stage
 * @param {number} number
 */
function mixed(pool, stage, number) {
  /** @type {Map<string, number>} */
  const used = new Map();
  const turn = pool.map((question, i) => {
    const n = used.get(question.topic) ?? 0;
    used.set(question.topic, n + 1);
    return { question, n, i };
  });
  const chosen = turn.sort((a, b) => a.n - b.n || a.i - b.i).slice(0, number).map(({ question }) => question);
  return chosen.sort((a, b) => stage.kinds.indexOf(a.kind) - stage.kinds.indexOf(b.kind));
}

/**
 * Minutes for a question: the pace of its round, or of a stage it belongs to if it only opens the round.
 * @param {Guide} guide
 * @param {Stage} stage
 * @param {Question} question
 */
export function pace(guide, stage, question) {
  if (stage.kinds.includes(question.kind) || question.kind !== "behavioral") return stage.pace;
  const own = question.stages.map((id) => guide.stage(id)?.pace ?? stage.pace);
  return Math.min(stage.pace, ...own);
}

/**
 * Topics by how weak the answers in them were, the weakest first; a mark is 1 weak, 2 fair, 3 strong.
 * @param {Guide} guide
 * @param {Record<string, number>} marks by question
 */
export function weakTopics(guide, marks) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const [id, mark] of Object.entries(marks)) {
    const question = guide.byId.get(id);
    if (question && mark < 3) found.set(question.topic, [...(found.get(question.topic) ?? []), ...(mark === 1 ? [id, id] : [id])]);
  }
  return [...found].sort((a, b) => b[1].length - a[1].length).map(([topic, ids]) => ({ topic, ids: [...new Set(ids)] }));
}
