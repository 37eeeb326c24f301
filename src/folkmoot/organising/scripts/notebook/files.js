// A sealed note as a file, and back: for a phone that is to be wiped, or a browser that gives up.
import { keep } from '../../../kernel/ui/scripts/outbox/kept.js'
import { fromBase64, toBase64 } from '../../../kernel/ui/scripts/outbox/sealing.js'
import { say } from './saying.js'

const KIND = 'folkmoot sealed note'

export function saveAsFile (row) {
  const { key, where, by, mark, written, sealed } = row
  const words = JSON.stringify({ kind: KIND, key, where, by, mark, written, sealed: toBase64(sealed) })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([words], { type: 'application/json' }))
  link.download = `note-${key}.json`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** Take back saved notes of this place; what was sent meanwhile is not sent again. */
export async function bringIn (box, facts) {
  let number = 0
  const files = [...box.files]
  box.value = ''
  for (const file of files) {
    try {
      const { kind, key, where, by, mark, written, sealed } = JSON.parse(await file.text())
      if (kind !== KIND || where !== facts.where) throw new Error('not ours')
      const row = { key, where, by, mark, written, sealed: fromBase64(sealed), state: 'waiting' }
      if (await keep(row, '') === key) number++
    } catch {
      return say(`“${file.name}” is not a note that was saved from this notebook.`, 'late')
    }
  }
  say(number === 1 ? 'One note is back.' : `${number} notes are back.`)
}
