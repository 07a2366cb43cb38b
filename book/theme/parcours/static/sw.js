// Serves the copy that a reader asked to keep. It is registered by that choice alone and keeps nothing of its own accord:
// a new version of the site replaces the languages that were chosen, and only once it is there whole.
importScripts("offline-files.js");

const PREFIX = `nbparcours:${registration.scope}:`; // as in offline.js
const nameOf = (lang) => `${PREFIX}${lang}:${OFFLINE.version}`;
const ours = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));
const languages = async () => [...new Set((await ours()).map((name) => name.slice(PREFIX.length).split(":")[0]))];

async function renew() {
  for (const lang of await languages()) {
    if (await caches.has(nameOf(lang))) continue;
    const cache = await caches.open(nameOf(lang));
    try {
      await cache.addAll(["offline-files.js", ...OFFLINE.files[lang]].map((file) => new Request(registration.scope + file, { cache: "no-cache" })));
    } catch (error) {
      await caches.delete(nameOf(lang));
      throw error; // the version before stays
    }
  }
  await skipWaiting();
}

async function forgetOld() {
  const old = (await ours()).filter((name) => !name.endsWith(`:${OFFLINE.version}`));
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

async function kept(address) {
  for (const name of await ours()) {
    const found = await (await caches.open(name)).match(address, { ignoreSearch: true });
    if (found) return found;
  }
  return undefined;
}

/** A page in a language that was not kept: the page that explains the copy, in one that was. */
async function instead() {
  for (const lang of await languages()) {
    const page = await kept(`${registration.scope}${lang}/hors-ligne.html`);
    if (page) return page;
  }
  return Response.error();
}

async function answer(request) {
  const address = request.url.split("#")[0].replace(/\/(\?.*)?$/, "/index.html");
  const found = await kept(address);
  if (found) return found;
  try {
    return await fetch(request);
  } catch {
    return request.mode === "navigate" ? instead() : Response.error();
  }
}

addEventListener("install", (event) => event.waitUntil(renew()));
addEventListener("activate", (event) => event.waitUntil(forgetOld()));
addEventListener("fetch", (event) => {
  if (event.request.method === "GET" && event.request.url.startsWith(registration.scope)) event.respondWith(answer(event.request));
});
