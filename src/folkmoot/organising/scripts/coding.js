// The coding table by keyboard, one note after the other without loading the page anew. Without
// this script one ticks, and presses "Keep and next". What is kept is kept by the same address.

const table = document.getElementById('coding')
const said = document.getElementById('coding-said')
const help = document.getElementById('keys')
const useKeys = document.getElementById('use-keys')
const CHOICE = 'folkmoot: keys of the coding table'
let busy = false

/** Put the next note in the place of this one, and let the keyboard and the ear begin there. */
function swap (html, address) {
  const next = new DOMParser().parseFromString(html, 'text/html').getElementById('coding')
  if (!next) return window.location.assign(address) // signed out, or the page is another one
  table.replaceChildren(...next.childNodes)
  table.querySelector('.code__head').focus({ preventScroll: true })
  window.scrollTo({ top: 0 })
  const mend = table.querySelector('.govuk-error-message')
  said.textContent = mend ? mend.textContent : table.querySelector('[data-left]')?.textContent ?? ''
}

async function ask (address, sent) {
  if (busy) return
  busy = true
  table.setAttribute('aria-busy', 'true')
  try {
    const answer = await fetch(address, { method: sent ? 'POST' : 'GET', body: sent })
    const html = await answer.text()
    if (answer.ok || answer.status === 422 || answer.status === 409) {
      if (answer.status === 409) return window.location.reload() // somebody was there first
      return swap(html, answer.url)
    }
    throw new Error(answer.status)
  } catch {
    trouble('Not kept: the answer did not come through. Your ticks are still here; try again.')
  } finally {
    busy = false
    table.removeAttribute('aria-busy')
  }
}

function trouble (words) {
  let note = table.querySelector('.code__trouble')
  if (!note) {
    note = document.createElement('p')
    note.className = 'govuk-error-message code__trouble'
    table.prepend(note)
  }
  note.textContent = words
  said.textContent = words
}

function sentBy (form, button) {
  const sent = new URLSearchParams(new FormData(form))
  if (button?.name) sent.append(button.name, button.value)
  return sent
}

table.addEventListener('submit', event => {
  event.preventDefault()
  ask(event.target.action, sentBy(event.target, event.submitter))
})
table.addEventListener('click', event => {
  const skip = event.target.closest('[data-skip]')
  if (!skip || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  ask(skip.href)
})

const main = () => table.querySelector('[data-code]')

/** A click counts once a second, and whoever tries again after trouble may be quicker than that. */
function press (button) {
  if (button?.form.requestSubmit) button.form.requestSubmit(button)
  else button?.click() // on old telephones
}

const ACTS = {
  Enter: () => press(main()?.querySelector('button:not([name])')),
  0: () => press(main()?.querySelector('button[name=none]')),
  s: () => table.querySelector('[data-skip]')?.click(),
  u: () => press(table.querySelector('[data-undo] button')),
  '?': () => {
    help.open = !help.open
    const next = help.open ? help.querySelector('summary') : table.querySelector('.code__head')
    next.focus() // Enter keeps again once the help is closed
  }
}

/** Whether somebody is writing, or has a button or a link before them that Enter is for. */
function isElsewhere (target, key) {
  if (target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]')) return true
  return key === 'Enter' && target.matches('a, button, summary')
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
  if (!useKeys.checked || isElsewhere(event.target, event.key)) return
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const box = /^[a-z1-9]$/.test(key) && table.querySelector(`input[data-key="${key}"]`)
  if (!box && !ACTS[key]) return
  event.preventDefault()
  if (busy) return // nobody ticks what they have not seen yet
  if (box) box.click()
  else ACTS[key]()
})

// Single keys are in the way of some who speak to their computer: they can be put away, for good.
try {
  useKeys.checked = localStorage.getItem(CHOICE) !== 'off'
} catch { /* nothing is kept in this browser: they are on */ }
const shown = () => document.body.classList.toggle('code-keys', useKeys.checked)
useKeys.addEventListener('change', () => {
  shown()
  try { localStorage.setItem(CHOICE, useKeys.checked ? 'on' : 'off') } catch { /* for now, then */ }
})
help.hidden = false
shown()
