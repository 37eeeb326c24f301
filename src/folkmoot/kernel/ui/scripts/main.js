// What every page gets. Each piece works without it.
import { initAll } from 'govuk-frontend/dist/govuk/all.mjs'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()
