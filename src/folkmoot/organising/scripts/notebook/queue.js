// What is on this phone: what needs a look, what was begun, what waits, and what was sent when.
// None of it can be read here; a row is known by when it was written.
import { saveAsFile } from './files.js'
import { moment } from './saying.js'

const HOUR = 3_600_000
const SHOWN = 30 // of each kind; there may be hundreds
const asked = new Set() // whether they are sure that these may go
const SOMEONE_ELSES = 'Somebody else wrote this on this phone. It is sent when they sign in here.'

/** Draw the lists anew, and say at the top how much waits, and for how long. */
export function drawQueue (page, rows, facts, ways) {
  const of = state => rows.filter(row => row.state === state)
  const waiting = of('waiting')
  const sent = of('sent').sort((a, b) => b.sent - a.sent)
  draw(page, 'look', of('look'), row => line(row, `Written ${moment(row.written)}`, row.sentence, [
    button('Open and put right', row, () => ways.open(row)), button('Send again', row, () => ways.again(row)), ...away(row, ways)]))
  draw(page, 'draft', of('draft'), row => line(row, `Begun ${moment(row.written)}`, '', [
    button('Go on with it', row, () => ways.open(row)), button('Send it as it is', row, () => ways.again(row)), ...away(row, ways)]))
  draw(page, 'waiting', waiting, row => line(row, `Written ${moment(row.written)}`,
    row.by === facts.by ? row.sentence : SOMEONE_ELSES, away(row, ways)))
  draw(page, 'sent', sent, row => line(row, `Sent ${moment(row.sent)}`, `Written ${moment(row.written)}`, []))
  sayHowMany(page, waiting, of('look').length + of('draft').length)
}

/** A list is drawn anew only when it has changed, so that no button moves away under a thumb. */
function draw (page, name, rows, drawn) {
  const part = page.querySelector(`[data-part=${name}]`)
  const now = rows.map(row => `${row.key} ${row.sentence}`).join()
  if (part.dataset.drawn === now) return
  part.dataset.drawn = now
  const items = rows.slice(0, SHOWN).map(drawn)
  if (rows.length > SHOWN) items.push(line({}, `and ${rows.length - SHOWN} more`, '', []))
  part.hidden = rows.length === 0
  part.querySelector('.count').textContent = rows.length
  part.querySelector('ul').replaceChildren(...items)
}

function line (row, title, words, buttons) {
  const item = document.createElement('li')
  if (row.key) item.dataset.row = row.key
  item.append(paragraph(title))
  if (words) item.append(paragraph(words, 'hear-quiet'))
  if (buttons.length) {
    const ways = item.appendChild(document.createElement('p'))
    ways.className = 'notebook__ways'
    ways.append(...buttons)
  }
  return item
}

function paragraph (words, kind = '') {
  const made = document.createElement('p')
  made.className = `govuk-body notebook__line ${kind}`
  made.textContent = words
  return made
}

function button (label, row, act) {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'link-button'
  made.textContent = label
  made.setAttribute('aria-label', `${label}: note of ${moment(row.written)}`)
  made.addEventListener('click', act)
  return made
}

/** Saving one, and removing it: that asks once more, for nobody else has it. */
function away (row, ways) {
  const gone = button('Remove', row, () => {
    if (asked.has(row.key)) return ways.remove(row)
    asked.add(row.key)
    sure()
  })
  const sure = () => {
    gone.textContent = 'Remove for good? Press again'
    gone.setAttribute('aria-label', `Remove for good? Press again: note of ${moment(row.written)}`)
  }
  if (asked.has(row.key)) sure()
  return [button('Save as a file', row, () => saveAsFile(row)), gone]
}

function sayHowMany (page, waiting, others) {
  const oldest = Math.min(...waiting.map(row => row.written))
  const hours = waiting.length ? (Date.now() - oldest) / HOUR : 0
  const number = waiting.length === 1 ? 'One note waits' : `${waiting.length} notes wait`
  const since = hours >= 24 ? `, the oldest since ${moment(oldest)}` : ''
  const much = page.querySelector('[data-much]')
  much.textContent = (waiting.length ? `${number} to be sent${since}.` : 'Nothing waits to be sent.') +
    (others ? ` ${others} more ${others === 1 ? 'needs' : 'need'} a look.` : '')
  much.classList.toggle('notebook__much--old', hours >= 24 && hours < 72)
  much.classList.toggle('hear-late', hours >= 72)
  page.querySelector('[data-old]').hidden = hours < 72
}
