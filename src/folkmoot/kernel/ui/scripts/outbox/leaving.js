// Before somebody signs out: what is kept on this device and not sent yet is said, and stays.
import { numberUnsent } from './kept.js'

/** Ask once at each of these forms, if there is something to ask about. */
export function askBeforeLeaving (forms) {
  for (const form of forms) {
    const words = form.querySelector('[data-unsent]')
    form.addEventListener('submit', async event => {
      if (!words || !words.hidden) return
      event.preventDefault()
      const number = await numberUnsent().catch(() => 0)
      if (number === 0) return form.submit()
      words.querySelector('[data-unsent-number]').textContent = number === 1 ? 'One note' : `${number} notes`
      words.hidden = false
      words.focus()
    })
  }
}
