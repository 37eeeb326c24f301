// What every page gets. Each piece works without it.
import { initAll } from 'govuk-frontend/dist/govuk/all.mjs'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

// A page with something to mend says so in its tab too.
if (document.querySelector('.govuk-error-summary')) document.title = `To mend: ${document.title}`

// Maps are fetched only where there is one.
if (document.querySelector('[data-map]')) import('./maps/map.js').then(({ takeOver }) => takeOver())
if (document.querySelector('[data-board]')) import('./maps/board.js').then(({ lay }) => lay())
