// Sends what is kept, from the page itself: a row is done with only once the server has named it
// as kept. Whatever else happens, it stays.
import { change, markSent, rowsOf } from './kept.js'
import { toBase64 } from './sealing.js'

const MOST_ROWS = 50
const MOST_LETTERS = 1_500_000 // of one request; a row is some thousands
const LONGEST = 60_000 // milliseconds for one question
const DONE = new Set(['stored', 'here'])

/** Ask the server something, as a script: its status, and what it told. 0: nobody of ours answered. */
export async function ask (address, sent, token) {
  const headers = { Accept: 'application/json' }
  if (sent) Object.assign(headers, { 'Content-Type': 'application/json', 'X-CSRFToken': token })
  const how = { credentials: 'same-origin', cache: 'no-store', redirect: 'error', headers, signal: tooLong() }
  try {
    const answer = await fetch(address, sent ? { ...how, method: 'POST', body: JSON.stringify(sent) } : how)
    const ours = (answer.headers.get('Content-Type') ?? '').includes('json')
    if (!ours) return { status: answer.ok ? 0 : answer.status }
    return { status: answer.status, told: await answer.json() }
  } catch {
    return { status: 0 }
  }
}

/** Ends a question that takes too long. Telephones that are no longer brought up to date have no timeout of their own. */
function tooLong () {
  if (AbortSignal.timeout) return AbortSignal.timeout(LONGEST)
  const over = new AbortController()
  setTimeout(() => over.abort(), LONGEST)
  return over.signal
}

/** What a row looks like on the way. */
export function onTheWay (row) {
  return { key: row.key, mark: row.mark, sealed: toBase64(row.sealed) }
}

/**
 * Send everything that waits in one notebook; one tab at a time.
 *
 * Gives `{ came, number, looks, sentences, ready }`: came is sent, nothing, busy, no-signal,
 * signed-out, not-yours or trouble; number how many were sent, looks how many need a look.
 */
export async function sendAll (where, addresses) {
  const result = { came: 'busy', number: 0, looks: 0, sentences: [], ready: null }
  const sending = async mine => {
    if (mine) result.came = await sendWaiting(where, addresses, result)
    return result
  }
  if (!navigator.locks) return await sending(true) // an old telephone: sent from two tabs, a note is still kept once
  return await navigator.locks.request(`folkmoot-outbox-${where}`, { ifAvailable: true }, sending)
}

async function sendWaiting (where, addresses, result) {
  const asked = await ask(addresses.ready)
  if (asked.status !== 200) return whatCame(asked)
  result.ready = asked.told
  const waiting = (await rowsOf(where)).filter(row => row.state === 'waiting' && row.by === asked.told.by)
  waiting.sort((a, b) => a.tries - b.tries || (a.key < b.key ? -1 : 1))
  while (waiting.length) {
    const batch = nextBatch(waiting)
    const sent = { notes: batch.map(onTheWay), sent: new Date().toISOString() }
    const answer = await ask(addresses.notes, sent, asked.told.token)
    if (answer.status !== 200) {
      await putOff(batch, answer.status)
      return whatCame(answer)
    }
    for (const one of answer.told.notes) await settle(batch, one, result)
  }
  return result.number ? 'sent' : 'nothing'
}

/** The next rows, fewer at a time the more often they failed: one that fails alone stops no other. */
function nextBatch (waiting) {
  const most = Math.max(1, MOST_ROWS >> Math.min(waiting[0].tries, 6))
  const batch = [waiting.shift()]
  let letters = batch[0].sealed.length
  while (waiting.length && batch.length < most && letters + waiting[0].sealed.length < MOST_LETTERS) {
    batch.push(waiting.shift())
    letters += batch[batch.length - 1].sealed.length
  }
  return batch
}

/** Note what the server said of one row. It is done with only if it is named as kept. */
async function settle (batch, one, result) {
  const row = batch.find(each => each.key === one.key)
  if (!row) return
  if (DONE.has(one.status)) {
    await markSent(row.key, row.sealed, Date.now())
    result.number++
    if (one.sentence && !result.sentences.includes(one.sentence)) result.sentences.push(one.sentence)
  } else if (one.status === 'look') {
    await change(row.key, { state: 'look', sentence: one.sentence }, row.sealed)
    result.looks++
  } else {
    await change(row.key, { tries: row.tries + 1, sentence: one.sentence }, row.sealed)
  }
}

async function putOff (batch, status) {
  if (status === 413 && batch.length === 1) {
    const sentence = 'This note is more than can be sent at once.'
    await change(batch[0].key, { state: 'look', sentence }, batch[0].sealed)
  } else if (status >= 400 && status !== 403) {
    for (const row of batch) await change(row.key, { tries: row.tries + 1 }, row.sealed)
  }
}

function whatCame ({ status, told }) {
  if (status === 0) return 'no-signal'
  if (status === 403 && told?.signed_in === false) return 'signed-out'
  if (status === 403 && told?.signed_in) return 'not-yours'
  return 'trouble' // ours to mend; a token that ran out is asked for anew the next time
}
