// What is kept on this device until it is sent: sealed rows in IndexedDB, of every place.
//
// A row: key (UUID 7), where (which notebook), by (who wrote it, as figures that name nobody),
// mark (which key it is sealed to), sealed (bytes), written (milliseconds), state, tries, sentence.
// Its state is draft, waiting or look (it needs a look); once sent, only key, where and the times are left.
import { openDB } from 'idb'

const NAME = 'folkmoot-outbox'
const REMEMBERED = 1000 // sent rows of one notebook that are still shown

function opened () {
  return openDB(NAME, 1, {
    upgrade (base) {
      base.createObjectStore('rows', { keyPath: 'key' }).createIndex('where', 'where')
    }
  })
}

/** Do something with the rows in one transaction, which is on the disk when this is over. */
async function within (mode, work) {
  const base = await opened()
  try {
    const change = base.transaction('rows', mode, { durability: 'strict' })
    const found = await work(change.store)
    await change.done
    return found
  } finally {
    base.close()
  }
}

/** Rows of one notebook, the earliest first. */
export async function rowsOf (where) {
  return await within('readonly', rows => rows.index('where').getAll(where))
}

/** Keep a sealed row. What was sent already under its key stays sent: this is then another row. */
export async function keep (row, another) {
  return await within('readwrite', async rows => {
    const there = await rows.get(row.key)
    if (there?.state === 'sent') return another
    await rows.put({ tries: 0, sentence: '', ...row })
    return row.key
  })
}

/** Change some fields of a row, if it is still what it was when we looked at it. */
export async function change (key, fields, expected) {
  await within('readwrite', async rows => {
    const there = await rows.get(key)
    if (there && (!expected || same(there.sealed, expected))) await rows.put({ ...there, ...fields })
  })
}

/** Nothing is left of a row that has been sent but its key and when. Only what was sent is. */
export async function markSent (key, sealed, sent) {
  await within('readwrite', async rows => {
    const there = await rows.get(key)
    if (!there || !same(there.sealed, sealed)) return
    const { where, written } = there
    await rows.put({ key, where, written, state: 'sent', sent })
  })
}

export async function remove (key) {
  await within('readwrite', rows => rows.delete(key))
}

/** Forget the oldest of what was sent. */
export async function tidy (where) {
  const sent = (await rowsOf(where)).filter(row => row.state === 'sent').sort((a, b) => b.sent - a.sent)
  for (const row of sent.slice(REMEMBERED)) await remove(row.key)
}

/** How many rows of any notebook have not been sent. */
export async function numberUnsent () {
  const bases = await indexedDB.databases?.()
  if (bases && !bases.some(base => base.name === NAME)) return 0
  const rows = await within('readonly', rows => rows.getAll())
  return rows.filter(row => row.state !== 'sent').length
}

function same (one, other) {
  return one?.length === other?.length && one.every((byte, at) => byte === other[at])
}
