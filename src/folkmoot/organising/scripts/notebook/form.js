// The boxes of the notebook's form: reading them, filling them, and what is to mend before sealing.

let untouched

/** What stands in which box; empty ones are left out. */
export function boxesIn (form) {
  const boxes = {}
  for (const [name, value] of new FormData(form)) if (value.trim() !== '') (boxes[name] ??= []).push(value)
  return boxes
}

/** Whether anything has been written that was not there from the beginning. */
export function isBegun (form) {
  untouched ??= freshBoxes(form)
  return JSON.stringify(boxesIn(form)) !== untouched
}

function freshBoxes (form) {
  const fresh = form.cloneNode(true)
  fresh.reset()
  return JSON.stringify(boxesIn(fresh))
}

/** Put a note into the boxes; with nothing, they are as at the beginning. */
export function fill (form, boxes) {
  form.reset()
  for (const box of boxes ? form.elements : []) {
    if (!box.name) continue
    const values = boxes[box.name] ?? []
    if (box.type === 'radio' || box.type === 'checkbox') box.checked = values.includes(box.value)
    else box.value = values[0] ?? ''
  }
  for (const more of form.querySelectorAll('details')) more.open = false
  form.querySelectorAll('textarea').forEach(box => box.dispatchEvent(new Event('keyup', { bubbles: true })))
}

/** What is to mend: once it is sealed, nobody can do it without a signal. */
export function mend (form) {
  const has = name => Boolean(form.elements[name]?.value.trim())
  const words = [...form.querySelectorAll('textarea')]
  const mistakes = words.filter(tooLong).map(box => ({ box, sentence: `“${labelOf(box)}” has ${box.value.length.toLocaleString('en-GB')} letters; keep it to ${mostOf(box).toLocaleString('en-GB')}. What matters most of it?` }))
  const said = words.some(box => /^(said|named)_/.test(box.name) && box.value.trim()) || Boolean(form.querySelector('[name^=nobody_]:checked'))
  const isConcern = form.elements.concern?.checked && has('noticed')
  if (!said && !has('promise') && !isConcern) mistakes.push({ box: words[0], sentence: 'Write down at least one thing they said.' })
  const dated = ['day', 'month', 'year'].every(part => has(`promise_date_${part}`))
  if (has('promise') && !dated) mistakes.push({ box: form.elements.promise_date_day, sentence: 'Say by when you will do what you promised.' })
  return mistakes
}

/** Show what is to mend, at the top; whether there is anything. */
export function showMistakes (page, mistakes) {
  for (const box of page.querySelectorAll('[aria-invalid]')) box.removeAttribute('aria-invalid')
  const summary = page.querySelector('[data-mistakes]')
  const items = mistakes.map(({ box, sentence }) => {
    box.setAttribute('aria-invalid', 'true')
    const item = document.createElement('li')
    const link = item.appendChild(document.createElement('a'))
    link.href = `#${box.id}`
    link.textContent = sentence
    link.addEventListener('click', event => {
      event.preventDefault()
      box.focus()
    })
    return item
  })
  summary.querySelector('ul').replaceChildren(...items)
  summary.hidden = items.length === 0
  if (items.length) summary.focus()
  return items.length > 0
}

function tooLong (box) {
  return box.value.length > mostOf(box)
}

function mostOf (box) {
  return Number(box.closest('[data-maxlength]')?.dataset.maxlength ?? Infinity)
}

function labelOf (box) {
  return box.labels[0]?.textContent.trim() ?? ''
}
