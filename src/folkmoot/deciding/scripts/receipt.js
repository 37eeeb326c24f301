// The button that prints the receipt: only a script can press print.
const place = document.querySelector('[data-print]')
if (place) {
  place.hidden = false
  place.querySelector('button').addEventListener('click', () => window.print())
}
