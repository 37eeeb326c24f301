// What the notebook says: what became of sending, how old what waits is, and that a clock is wrong.

const A_CLOCK_MAY_BE_FAST = 600_000 // milliseconds
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
const TIME = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', minute: '2-digit', hour12: true })
const CAME = {
  'no-signal': () => 'No signal. What is kept here is sent when there is one.',
  'signed-out': () => 'You are signed out, so nothing can be sent yet. It stays here. ',
  'not-yours': facts => `You no longer listen in ${facts.place}, so nothing can be sent. It stays on this phone: save it as a file, or ask a convenor of ${facts.place}.`,
  trouble: () => 'The site could not take it just now. It stays here, and is sent again by itself.'
}

export function say (words, tone = '') {
  const line = document.querySelector('[data-says]')
  line.classList.toggle('hear-late', tone === 'late')
  line.textContent = words
}

let lastTold = [] // what the site said of the last notes it took

/**
 * Say what came of sending. Without news nobody is disturbed, unless they pressed the button.
 *
 * What the site said of the last notes stands until it says something of others: a phone sends by
 * itself the moment there is a signal, and a press that comes just after must not wipe that away.
 */
export function sayCame ({ came, number, looks, sentences }, facts, before, pressed) {
  if (number) lastTold = sentences
  const sent = number ? `${number === 1 ? 'One note is' : `${number} notes are`} with the team now.` : ''
  const look = looks ? `${looks === 1 ? 'One needs' : `${looks} need`} a look: see below.` : ''
  const trouble = CAME[came]?.(facts) ?? ''
  const idle = pressed && came === 'nothing' && !looks ? 'Nothing waits to be sent.' : ''
  const words = [sent || before, idle, ...(idle ? lastTold : sentences), look, trouble].filter(Boolean).join(' ')
  if (words) say(words, trouble && came !== 'no-signal' ? 'late' : '')
  if (came === 'signed-out') {
    const link = document.querySelector('[data-says]').appendChild(document.createElement('a'))
    link.className = 'govuk-link'
    link.href = facts.addresses.signIn
    link.textContent = 'Sign in'
  }
}

export function warnOfClock (right) {
  const line = document.querySelector('[data-clock]')
  const wrong = Math.abs(Date.now() - Date.parse(right)) > A_CLOCK_MAY_BE_FAST
  line.hidden = !wrong
  if (wrong) line.textContent = `The clock of this phone says ${moment(Date.now())}. It is ${moment(Date.parse(right))}. Please set it right.`
}

/** 3 May 2027 at 7:30 pm. */
export function moment (milliseconds) {
  return `${DAY.format(milliseconds)} at ${TIME.format(milliseconds)}`
}
