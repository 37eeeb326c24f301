// The notebook's service worker: it keeps one page and what the page is made of, and nothing else.
// No note passes through it; those are kept and sent by the page itself.
const PAGE = self.registration.scope
const CACHE = `notebook ${new URL(PAGE).pathname}`
const NEXT = `${PAGE}?next` // the page as it last came; it takes its place once all it needs is here
const PATIENCE = 4000 // milliseconds: a signal that is hardly there is none

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()))

self.addEventListener('message', event => {
  const say = word => event.ports[0].postMessage(word)
  event.waitUntil(keep(event.data.files).then(() => say('kept'), () => say('not kept')))
})

self.addEventListener('fetch', event => {
  const { request } = event
  if (request.method !== 'GET') return
  if (request.mode === 'navigate') {
    if (request.url.replace(/[?#].*$/, '') === PAGE) event.respondWith(page(request))
  } else if (request.destination) { // a stylesheet, a script, a font; never what a script asks for
    event.respondWith(caches.match(request, { ignoreVary: true }).then(kept => kept ?? fetch(request)))
  }
})

/** The page as the server has it now; when it does not come soon, or not at all, as it is kept. */
async function page (request) {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(PAGE, { ignoreVary: true })
  try {
    const answer = await (kept ? Promise.race([fetch(request), tooLate()]) : fetch(request))
    if (answer.ok && !answer.redirected) await cache.put(NEXT, answer.clone())
    return answer.ok ? answer : kept ?? answer
  } catch (trouble) {
    if (kept) return kept
    throw trouble
  }
}

function tooLate () {
  return new Promise((resolve, reject) => setTimeout(reject, PATIENCE, new Error('too late')))
}

/** Keep the page and these files, all or nothing; forget what the page before was made of. */
async function keep (files) {
  const cache = await caches.open(CACHE)
  await cache.addAll(files)
  const next = await cache.match(NEXT, { ignoreVary: true }) ?? await fetch(PAGE)
  if (!next.ok || next.redirected) throw new Error('the page did not come')
  await cache.put(PAGE, next)
  await cache.delete(NEXT)
  const wanted = new Set([PAGE, ...files])
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request)
}
