// The notebook: takes notes without a signal, seals each on this device, and sends them when it can.
// Without this script there is the ordinary page for a note, and a link to it.
import { keep, remove, rowsOf, tidy } from '../../kernel/ui/scripts/outbox/kept.js'
import { fromBase64, newKey, seal } from '../../kernel/ui/scripts/outbox/sealing.js'
import { ask, onTheWay, sendAll } from '../../kernel/ui/scripts/outbox/sending.js'
import { bringIn } from './notebook/files.js'
import { boxesIn, fill, isBegun, mend, showMistakes } from './notebook/form.js'
import { drawQueue } from './notebook/queue.js'
import { sayCame, say, warnOfClock } from './notebook/saying.js'
import { keepPage, offerHome, sayHowLong } from './notebook/shell.js'

const page = document.querySelector('[data-notebook]')
const facts = JSON.parse(page.querySelector('[data-facts]').textContent)
const form = page.querySelector('form')
const publicPoint = fromBase64(facts.key.public)
const KEPT = 'Kept on this phone.'
const CANNOT_KEEP = 'This phone could not keep it. Nothing is lost: it still stands in the boxes. Copy it, or note it on the ordinary page.'
const REST = 500 // milliseconds without a change before what stands in the boxes is sealed
const A_MOMENT = 2000
const SOON = 30_000
const LATEST = 600_000
let current = newKey() // the number of the note in the boxes
let isOpened = false
let failures = 0
let keeping = false
let writing = Promise.resolve()
let resting, nextTime

async function sealedRow (key, state) {
  const value = { round: facts.round, by: facts.by, written: new Date().toISOString(), boxes: boxesIn(form) }
  const sealed = await seal(value, publicPoint, key)
  return { key, where: facts.where, by: facts.by, mark: facts.key.mark, sealed, state, written: Date.now() }
}

/** Another note in the boxes: a new one, or one that was opened again. */
function begin (key, boxes) {
  current = key
  isOpened = Boolean(boxes)
  fill(form, boxes)
}

/** What is being written is sealed as it goes, so that a crash takes nothing that had a moment's rest. */
function keepDraft () {
  clearTimeout(resting)
  const key = current
  writing = writing.then(async () => {
    if (keeping || key !== current) return
    if (isBegun(form)) await keep(await sealedRow(key, 'draft'), key)
    else if (!isOpened) await remove(key)
  }).catch(() => say(CANNOT_KEEP, 'late'))
  return writing
}

async function keepNote (event) {
  event.preventDefault()
  clearTimeout(resting)
  if (keeping || showMistakes(page, mend(form))) return
  keeping = true
  try {
    await writing // a draft that comes later would take the place of the note
    const another = newKey() // for one that was sent as it was, from another tab
    if (await keep(await sealedRow(current, 'waiting'), another) === another) await keep(await sealedRow(another, 'waiting'), another)
    begin(newKey(), null)
  } catch {
    return say(CANNOT_KEEP, 'late')
  } finally {
    keeping = false
  }
  say(KEPT)
  page.querySelector('h1').focus()
  navigator.storage?.persist?.().then(() => sayHowLong(page)).catch(() => {})
  await draw()
  await send({ before: KEPT })
}

/** Send what waits, and again later. `before`: what has just been said; `pressed`: they ask for it. */
const send = lastOf(async ({ before = '', pressed = false } = {}) => {
  clearTimeout(nextTime)
  const result = await sendAll(facts.where, facts.addresses)
  failures = ['sent', 'nothing', 'busy'].includes(result.came) ? 0 : failures + 1
  if (result.ready) warnOfClock(result.ready.at)
  sayCame(result, facts, before, pressed)
  await tidy(facts.where)
  await draw()
  const pause = result.came === 'busy' ? A_MOMENT : Math.min(SOON * 2 ** failures, LATEST)
  nextTime = setTimeout(() => send(), pause * (0.75 + Math.random() / 2))
})

/** One at a time; of several wishes that wait only the last is granted. */
function lastOf (work) {
  let wishes = 0
  let under = Promise.resolve()
  return how => {
    const wish = ++wishes
    under = under.then(() => wish === wishes ? work(how) : undefined)
    return under
  }
}

/** A note that only the server can read is opened there, for the one who wrote it, and put in the boxes. */
async function open (row) {
  const asked = await ask(facts.addresses.ready)
  const answer = asked.status === 200
    ? await ask(facts.addresses.open, { notes: [onTheWay(row)] }, asked.told.token)
    : asked
  if (answer.status !== 200) {
    return say(answer.told?.sentence ?? 'It is sealed, so it can be opened only where there is a signal. It stays here.', 'late')
  }
  await keepDraft()
  begin(row.key, answer.told.boxes)
  say('Opened. Put it right, then press “Keep this”.')
  page.querySelector('h1').scrollIntoView()
  form.querySelector('textarea').focus()
}

const draw = lastOf(async () => {
  const rows = (await rowsOf(facts.where)).filter(row => row.key !== current || row.state !== 'draft')
  const again = row => keep({ ...row, state: 'waiting', sentence: '' }).then(draw).then(() => send())
  drawQueue(page, rows, facts, { open, again, remove: row => remove(row.key).then(draw) })
})

function listen () {
  form.addEventListener('submit', keepNote)
  form.addEventListener('input', () => {
    clearTimeout(resting)
    resting = setTimeout(keepDraft, REST)
  })
  page.querySelector('[data-send]').addEventListener('click', () => send({ pressed: true }))
  page.querySelector('[data-bring]').addEventListener('change', event => bringIn(event.target, facts).then(draw).then(() => send()))
  window.addEventListener('online', () => send())
  document.addEventListener('visibilitychange', () => document.hidden ? keepDraft() : send())
}

page.hidden = false
listen()
offerHome(page)
sayHowLong(page)
draw().then(() => send())
keepPage(facts.addresses.worker)
