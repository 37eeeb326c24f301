// Saves what is typed as one goes, box by box. Without it the buttons do the same.
//
// Each box has a version beside it: the one that stood when the page was drawn. A box whose version a
// colleague has overtaken is laid aside by the server, both texts are kept, and the page says so.
const PAUSE = 1200 // milliseconds without a key, and then it is saved
const named = name => name.replace(/^seen-/, '').match(/^[A-Za-z_]\w*-\d+/)?.[0]

for (const form of document.querySelectorAll('form[data-saving]')) {
  const state = form.querySelector('[data-state]')
  const waiting = new Set()
  let pause, sending

  const say = words => { state.textContent = words }

  const show = () => {
    for (const one of form.querySelectorAll('[data-when]')) {
      const box = [...form.querySelectorAll(`[name="${one.dataset.when}"]`)]
      const ticked = box.find(each => each.checked)?.value
      one.hidden = ticked !== one.dataset.is || Boolean(box[0]?.closest('[hidden]'))
    }
  }

  const save = async () => {
    clearTimeout(pause)
    pause = undefined
    if (sending || !waiting.size) return
    const names = [...waiting]
    waiting.clear()
    const told = new FormData(form)
    for (const [key, value] of [...told]) if (value instanceof File) told.delete(key)
    for (const name of names) told.append('only', name)
    say('Saving…')
    try {
      sending = fetch(form.action, { method: 'POST', body: told, headers: { Accept: 'application/json' } })
      const answer = await sending
      const saved = await answer.json()
      if (!answer.ok) {
        for (const name of names) waiting.add(name) // with what is typed next, or the button
        clearTimeout(pause)
        pause = -1
        return say(`Not saved: ${saved.sentence ?? 'open the page again in another window.'}`)
      }
      for (const [name, version] of Object.entries(saved.versions)) form.elements[`seen-${name}`].value = version
      if (saved.aside.length) return say(`${saved.sentence} Press “Save” to see them.`)
      const [wrong] = Object.values(saved.wrong)
      say(wrong ? `Saved as it is. Still to mend: ${wrong}` : 'Saved.')
    } catch {
      for (const name of names) waiting.add(name)
      say('Not saved yet: there is no connection. It is tried again; keep this page open.')
      pause = setTimeout(save, 5000)
    } finally {
      sending = undefined
      if (waiting.size && !pause) pause = setTimeout(save, PAUSE)
    }
  }

  const changed = event => {
    const name = named(event.target.name ?? '')
    if (!name || event.target.type === 'file') return
    show()
    waiting.add(name)
    clearTimeout(pause)
    pause = setTimeout(save, PAUSE)
  }

  form.addEventListener('input', changed)
  form.addEventListener('change', changed)
  document.addEventListener('visibilitychange', () => { if (document.hidden) save() }) // a telephone put away stops every clock
  addEventListener('beforeunload', event => { if (waiting.size) event.preventDefault() })
  form.addEventListener('submit', () => { waiting.clear(); clearTimeout(pause) })
  show()
}
