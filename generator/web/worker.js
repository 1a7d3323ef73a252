// The service worker: what the practice pages need stays for a time without a connection. It asks the network first, always,
// so that nobody who is online reads an old page. The build writes the list of files and its version before this script.
// (Workbox was tried: the three modules this would need are 5 KB gzipped against less than one, and what a deck keeps and what a
// new version takes over would still be our own code.)

const worker = /** @type {any} */ (self);
/** @type {{version: string, files: string[]}} what a served draft lacks, and then nothing is kept beforehand */
const { version, files } = worker.LOOPBOOK ?? { version: "draft", files: [] };
/** @type {string} */
const SCOPE = worker.registration.scope;
const OURS = `loopbook ${SCOPE} `; // another guide on the same host has caches of its own
const CACHE = OURS + version;
const KEPT = /(\/|\.(html|js|css|woff2|json|svg))$/; // pages and what they load, no downloads

async function formerCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
}

/** Fetches files into the cache; the browser's own copies are asked about first. @param {string[]} addresses */
async function fill(addresses) {
  const cache = await caches.open(CACHE);
  await cache.addAll(addresses.map((address) => new Request(address, { cache: "no-cache" })));
}

/** Keeps pages that are not kept yet. @param {string[]} addresses @returns {Promise<boolean>} whether all of them are */
async function keep(addresses) {
  const cache = await caches.open(CACHE);
  const known = new Set((await cache.keys()).map(({ url }) => url));
  const missing = addresses.filter((address) => address.startsWith(SCOPE) && KEPT.test(address) && !known.has(address));
  const done = await Promise.all(missing.map((address) => fill([address]).then(() => true, () => false)));
  return done.every(Boolean);
}

/** The files of this build, and what the reader had kept under the last one, as it is now. */
async function install() {
  await fill(files.map((file) => new URL(file, SCOPE).href));
  for (const name of await formerCaches()) await keep((await (await caches.open(name)).keys()).map(({ url }) => url));
  await worker.skipWaiting();
}

async function activate() {
  for (const name of await formerCaches()) await caches.delete(name);
  await worker.clients.claim();
}

/** @param {any} event @param {string} address without its query: it chooses a deck, not a page */
async function answer(event, address) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(event.request);
    if (response.status === 200 && !response.redirected) event.waitUntil(cache.put(address, response.clone()));
    return response;
  } catch (error) {
    const kept = await cache.match(address, { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(install()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(activate()));
worker.addEventListener("message", (/** @type {any} */ event) => {
  event.waitUntil(keep(event.data.keep).then((all) => event.ports[0].postMessage(all)));
});
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const url = new URL(event.request.url);
  const address = url.origin + url.pathname;
  if (event.request.method === "GET" && address.startsWith(SCOPE) && KEPT.test(address)) event.respondWith(answer(event, address));
});
