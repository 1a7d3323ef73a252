// Keeps a practice page, and the pages its answers come from, for a time without a connection.

/** @typedef {import("./guide.js").Question} Question */

/**
 * Lets the service worker keep what these questions need; a browser without one, or a reader who saves data, goes without.
 * @param {URL} root
 * @param {Question[]} [questions]
 * @param {() => void} [kept] told when all of it is kept
 */
export function keepOffline(root, questions = [], kept = () => undefined) {
  const workers = navigator.serviceWorker;
  if (!workers || /** @type {any} */ (navigator).connection?.saveData) return;
  start(workers, root, questions, kept).catch(() => undefined); // a browser may refuse; the page works without
}

/**
 * @param {ServiceWorkerContainer} workers
 * @param {URL} root
 * @param {Question[]} questions
 * @param {() => void} kept
 */
async function start(workers, root, questions, kept) {
  const pages = [...new Set(questions.map((question) => new URL(question.url.split("#")[0], root).href))];
  // A worker that has just taken over from an older one is asked again.
  workers.addEventListener("controllerchange", () => ask(workers.controller, pages, kept));
  await workers.register(new URL("sw.js", root), { scope: root.pathname, updateViaCache: "none" });
  ask((await workers.ready).active, pages, kept);
}

/**
 * @param {ServiceWorker | null} worker
 * @param {string[]} pages
 * @param {() => void} kept
 */
function ask(worker, pages, kept) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => data && kept();
  worker?.postMessage({ keep: pages }, [port2]);
}
