// Opening the box takes a while: say that it works, and take no second press.
const form = document.querySelector('form[data-counting]')
form?.addEventListener('submit', () => {
  form.querySelector('[data-counting-status]').textContent =
    'The box is being opened. Leave this page open; it can take a minute.'
  form.querySelector('button[type=submit]').setAttribute('aria-disabled', 'true')
})

// While the count goes on: look again every two seconds, and move on when it is done. Only what is
// being done is read out, not every step of it.
const EVERY = 2000
const spoken = document.querySelector('[data-counting-status]')
let shown = document.querySelector('div[data-counting]')

async function look() {
  if (document.hidden) return
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } })
  if (answer.redirected || !answer.ok) return location.replace(answer.url)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const now = page.querySelector('div[data-counting]')
  if (!now) return location.reload()
  const before = shown.dataset.countingSaid.split(',')[0]
  shown.replaceWith(now)
  shown = now
  const saying = now.dataset.countingSaid.split(',')[0]
  if (saying !== before) spoken.textContent = saying
}

async function watch() {
  await look().catch(() => {}) // the line is down: try again
  setTimeout(watch, EVERY)
}

if (shown) setTimeout(watch, EVERY)
