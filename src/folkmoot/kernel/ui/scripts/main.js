// What every page gets. Each piece works without it.
import { initAll } from 'govuk-frontend/dist/govuk/all.mjs'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

// A page with something to mend says so in its tab too.
if (document.querySelector('.govuk-error-summary:not([hidden])')) document.title = `To mend: ${document.title}`

// What is kept on this device and not sent yet is said before somebody signs out.
const leaving = document.querySelectorAll('form[data-signs-out]')
if (leaving.length) import('./outbox/leaving.js').then(({ askBeforeLeaving }) => askBeforeLeaving(leaving))

// Maps are fetched only where there is one.
if (document.querySelector('[data-map]')) import('./maps/map.js').then(({ takeOver }) => takeOver())
if (document.querySelector('[data-board]')) import('./maps/board.js').then(({ lay }) => lay())
