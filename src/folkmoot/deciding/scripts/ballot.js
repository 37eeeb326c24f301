// The ballot paper counts along, can be searched, and keeps what is on it in an encrypted cookie
// of this browser. Without this script it is a plain form that does the same on its next page.
import { counted, moneyWords } from './parts/counting.js'

const paper = document.querySelector('[data-paper]')
const form = paper?.closest('form')
const facts = JSON.parse(paper?.querySelector('[data-paper-facts]')?.textContent ?? '{}')
const rows = [...(paper?.querySelectorAll('[data-paper-row]') ?? [])]
const LONG_LIST = 12
const REST = 700 // milliseconds without a change before it is kept

/** What stands in the box of a row: 0 for nothing. */
function given (row) {
  const box = row.querySelector('input, select')
  if (box.type === 'checkbox') return box.checked ? 1 : 0
  return Number.parseInt(box.value, 10) || 0
}

function tally () {
  const chosen = rows.filter(row => given(row) > 0)
  return {
    number: chosen.length,
    points: chosen.reduce((sum, row) => sum + given(row), 0),
    cost: chosen.reduce((sum, row) => sum + Number(row.dataset.cost), 0)
  }
}

function countAlong () {
  const line = form.querySelector('[data-tally]')
  const show = () => {
    const { words, over } = counted(tally(), facts, sum => moneyWords(sum, facts.money))
    for (const row of rows) row.classList.toggle('paper__row--chosen', given(row) > 0)
    if (!line) return
    if (line.textContent !== words) line.textContent = words
    line.classList.toggle('booth__tally--over', over)
    line.hidden = false
  }
  paper.addEventListener('input', show)
  window.addEventListener('pageshow', show) // the browser may have put choices back by itself
  show()
}

/** Keep the paper as it stands, a moment after the last change; casting does not wait for it. */
function keepAsYouGo () {
  const said = form.querySelector('[data-kept]')
  let waiting, asking
  const keep = async () => {
    const body = new URLSearchParams(new FormData(form))
    body.set('step', 'keep')
    asking = new AbortController()
    try {
      const answer = await fetch(form.action, { method: 'POST', body, signal: asking.signal, redirect: 'manual' })
      if (said) said.textContent = answer.ok ? 'What you chose is kept on this device. It is not cast yet.' : ''
    } catch {
      if (said) said.textContent = ''
    }
  }
  paper.addEventListener('input', event => {
    if (event.target.matches('[data-search]')) return
    clearTimeout(waiting)
    waiting = setTimeout(keep, REST)
  })
  form.addEventListener('submit', () => {
    clearTimeout(waiting)
    asking?.abort()
  })
}

function searchable () {
  const place = paper.querySelector('[data-paper-search]')
  if (rows.length <= LONG_LIST || !place) return
  place.innerHTML = '<label class="govuk-label" for="paper-search">Find something on the list</label>' +
    '<input class="govuk-input" id="paper-search" type="search" autocomplete="off" data-search>' +
    '<div class="paper__filter"><label><input type="checkbox" data-search> Only what I have chosen</label></div>' +
    '<p class="paper__found" role="status"></p>'
  place.hidden = false
  const [words, chosenOnly] = place.querySelectorAll('[data-search]')
  const found = place.querySelector('.paper__found')
  const texts = rows.map(row => plain(row.textContent))
  const narrow = () => {
    const wanted = plain(words.value).split(' ').filter(Boolean)
    const fits = (row, at) => wanted.every(word => texts[at].includes(word)) && (!chosenOnly.checked || given(row) > 0)
    rows.forEach((row, at) => { row.hidden = !fits(row, at) })
    const shown = rows.filter(row => !row.hidden).length
    found.textContent = shown === rows.length ? `${rows.length} on the list` : `${shown} of ${rows.length} shown. What you have chosen stays chosen.`
  }
  place.addEventListener('input', narrow)
  words.addEventListener('keydown', event => { if (event.key === 'Enter') event.preventDefault() })
  narrow()
}

function plain (text) {
  return text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
}

/** Buttons to give one point more or less, for thumbs. */
function steppers () {
  if (facts.kind !== 'POINTS') return
  for (const row of rows) {
    const box = row.querySelector('.paper__points')
    const name = row.querySelector('.paper__name').textContent.trim()
    const step = (by, sign, words) => {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'paper__step'
      button.textContent = sign
      button.setAttribute('aria-label', `${words} for ${name}`)
      button.addEventListener('click', () => {
        const points = Math.min(Math.max((Number.parseInt(box.value, 10) || 0) + by, 0), facts.pointsMost)
        box.value = points || ''
        box.dispatchEvent(new Event('input', { bubbles: true }))
      })
      return button
    }
    box.before(step(-1, '\u2212', 'One point less'))
    box.after(step(1, '+', 'One point more'))
  }
}

/** A choice linked to from the map is shown even when the search had hidden it. */
function followLinks () {
  window.addEventListener('hashchange', () => {
    const row = rows.find(one => `#${one.id}` === location.hash)
    if (!row) return
    row.hidden = false
    row.querySelector('input, select').focus()
  })
}

if (form) {
  steppers()
  countAlong()
  searchable()
  followLinks()
  if (form.hasAttribute('data-ballot')) keepAsYouGo()
}
