// Takes over each drawn map, so that one can come closer and open what is on it.
import L from 'leaflet'
import { heap, heapsOf, ROOM } from './heaps.js'
import { dataOf, fit, outline, shape, sheet } from './sheet.js'

export function takeOver () {
  for (const element of document.querySelectorAll('[data-map]')) live(element)
}

function live (element) {
  const { boundary, areas, shapes } = dataOf(element)
  const drawing = element.querySelector('svg')
  const place = document.createElement('div')
  place.className = 'map__live'
  element.append(place)
  const map = sheet(place, drawing.getAttribute('aria-label'))
  const layers = []
  if (boundary) layers.push(outline(boundary, 'map__boundary'))
  for (const area of areas) if (area) layers.push(outline(area, 'map__area'))
  const markers = pointsOf(element).map(point => marker(point, shapes))
  fit(map, [...layers, ...markers])
  for (const layer of layers) layer.addTo(map)
  arrange(map, markers)
  drawing.remove()
  // Leaflet closes on Escape only while the map itself has the keyboard; a point may have it.
  place.addEventListener('keydown', ({ key }) => { if (key === 'Escape') map.closePopup() })
}

/** What the list beside the map says of each point: it is sent once, and read from there. */
function pointsOf (element) {
  const entries = element.closest('.map').querySelectorAll('.map__list li[data-at]')
  return Array.from(entries, entry => {
    const [lon, lat] = entry.dataset.at.split(' ').map(Number)
    const [shape, tone] = entry.dataset.as.split(' ')
    const [name, note] = [entry.querySelector('a') ?? entry.firstChild, entry.querySelector('span')]
    return { lon, lat, shape, tone, label: name?.textContent ?? '', note: note?.textContent, href: name?.href }
  })
}

/** Points stand alone where there is room for a finger, and in a heap with its number where there is not. */
function arrange (map, markers) {
  const shown = L.layerGroup().addTo(map)
  const again = () => {
    shown.clearLayers()
    for (const together of heapsOf(map, markers)) {
      const alone = together.length === 1
      shown.addLayer(alone ? together[0] : opens(heap(together), () => list(together), `${together.length} here`))
    }
  }
  map.on('zoomend', again)
  again()
}

function marker (point, shapes) {
  const icon = L.divIcon({
    className: 'map__marker',
    html: shape(shapes[point.shape], `map__point map__point--${point.tone}`),
    iconSize: [ROOM, ROOM]
  })
  const made = L.marker([point.lat, point.lon], { icon, keyboard: true })
  made.point = point
  return opens(made, () => words(point), point.label)
}

/** A box opens at the marker, for the mouse, the finger and the keyboard. */
function opens (made, filled, label) {
  made.on('add', () => {
    const element = made.getElement()
    element.setAttribute('aria-label', label)
    element.setAttribute('aria-haspopup', 'dialog')
  })
  made.bindPopup(filled, { minWidth: 160, maxWidth: 260, maxHeight: 220 })
  // Whoever was reading in the box with the keyboard is taken back to its point.
  let inside = false
  made.once('popupopen', ({ popup }) => {
    popup.getElement().addEventListener('focusin', () => { inside = true })
    popup.getElement().addEventListener('focusout', ({ relatedTarget }) => { if (relatedTarget) inside = false })
  })
  made.on('popupclose', () => {
    if (inside) made.getElement()?.focus()
    inside = false
  })
  made.on('popupopen', ({ popup }) => {
    const element = popup.getElement()
    element.setAttribute('role', 'dialog')
    element.setAttribute('aria-label', label)
    element.querySelector('.leaflet-popup-close-button')?.setAttribute('aria-label', 'Close')
    const first = element.querySelector('a')
    if (made.getElement() === document.activeElement) first?.focus()
  })
  return made
}

/** What opens at a heap: every point in it. */
function list (together) {
  const box = document.createElement('ul')
  box.className = 'map__heap-list'
  for (const { point } of together) {
    const row = document.createElement('li')
    row.append(words(point))
    box.append(row)
  }
  return box
}

/** What opens at a point: text, never markup. */
function words ({ label, note, href }) {
  const box = document.createElement('div')
  const name = document.createElement(href ? 'a' : 'strong')
  name.textContent = label
  if (href) name.href = href
  box.append(name)
  if (note) {
    const more = document.createElement('p')
    more.textContent = note
    box.append(more)
  }
  return box
}
