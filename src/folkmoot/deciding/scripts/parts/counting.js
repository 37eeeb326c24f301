// What has been chosen so far, in words.

/** A sum in the smallest unit as people write it: 125000 is £1,250. */
export function moneyWords (amount, style) {
  const unit = 10 ** style.decimals
  const whole = String(Math.floor(Math.abs(amount) / unit)).replace(/\B(?=(\d{3})+$)/g, style.thousands)
  const part = Math.abs(amount) % unit
  const figures = part ? `${whole}${style.point}${String(part).padStart(style.decimals, '0')}` : whole
  return style.before ? `${style.sign}${figures}` : `${figures}\u00a0${style.sign}`
}

/** One line that counts along, and whether it is too much. */
export function counted ({ number, points, cost }, facts, money) {
  if (facts.kind === 'POINTS') {
    const left = facts.points - points
    const words = `You have given ${points} of ${facts.points} points`
    return left < 0 ? { words: `${words}: take ${-left} back`, over: true } : { words: `${words} · ${left} left`, over: false }
  }
  if (facts.kind === 'KNAPSACK') {
    const left = facts.budget - cost
    const words = `You have chosen ${number || 'none'} · ${money(cost)} of ${money(facts.budget)}`
    return left < 0 ? { words: `${words} · ${money(-left)} too much`, over: true } : { words, over: false }
  }
  const verb = facts.kind === 'RANKING' ? 'You have put in order' : 'You have chosen'
  if (facts.most) return { words: `${verb} ${number} of ${facts.most}`, over: number > facts.most }
  if (number < facts.least) return { words: `${verb} ${number} · choose at least ${facts.least}`, over: false }
  return { words: `${verb} ${number}`, over: false }
}
