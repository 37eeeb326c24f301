// Keeps this very page on the phone, so that it opens without a signal; and offers its home screen.

/** Have the service worker keep the page with all that it is made of; say whether it opens without a signal. */
export async function keepPage (worker) {
  const line = document.querySelector('[data-ready]')
  const active = await atWork(worker)
  if (!active) {
    line.textContent = 'This browser cannot open the notebook without a signal. Leave this page open.'
    return
  }
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = async ({ data }) => {
    const isKept = data === 'kept' || await caches.match(location.origin + location.pathname, { ignoreVary: true })
    line.textContent = isKept ? 'This page opens without a signal.' : 'This page is not on this phone yet. Open it again where there is a signal.'
  }
  active.postMessage({ files: madeOf() }, [port2])
}

/** The service worker, once it is at work; null where there can be none. */
async function atWork (worker) {
  try {
    await navigator.serviceWorker.register(worker).catch(() => navigator.serviceWorker.getRegistration())
    return navigator.serviceWorker.controller ?? (await navigator.serviceWorker.ready).active
  } catch {
    return null
  }
}

/** Addresses of stylesheets, scripts, fonts and pictures this page is made of. */
function madeOf () {
  const seen = performance.getEntriesByType('resource').filter(entry => entry.initiatorType !== 'fetch').map(entry => entry.name)
  const said = [...document.querySelectorAll('link[href], script[src]')].map(each => each.href || each.src)
  return [...new Set([...seen, ...said])].filter(address => address.startsWith(`${location.origin}/`) && address !== location.href)
}

export function offerHome (page) {
  const button = page.querySelector('[data-home]')
  window.addEventListener('beforeinstallprompt', offered => {
    offered.preventDefault()
    button.hidden = false
    button.addEventListener('click', () => offered.prompt(), { once: true })
  })
  window.addEventListener('appinstalled', () => { button.hidden = true })
}

/**
 * Say how long notes may safely wait, as this browser keeps things. Safari clears what a page keeps that is
 * not opened for seven days, unless it stands on the home screen; where it does, nothing need be said.
 */
export async function sayHowLong (page) {
  const isHome = navigator.standalone || matchMedia('(display-mode: standalone)').matches
  const isPromised = isHome || await Promise.resolve(navigator.storage?.persisted?.()).catch(() => false)
  page.querySelector('[data-home-first]').hidden = isPromised || navigator.standalone !== false // only Apple's have the word
  page.querySelector('[data-six-days]').hidden = isPromised || navigator.standalone === false
}
