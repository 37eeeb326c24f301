// Drawing a boundary or choosing a point. Everything ends as words in a box that was there before.
import L from 'leaflet'
import { dataOf, fit, outline, shape, sheet } from './sheet.js'

const PIN = 'M0-12L3.400-4.200L11.800-3.400L5.400 2.100L7.400 10.400L0 6L-7.400 10.400L-5.400 2.100L-11.800-3.400L-3.400-4.200Z'

export function lay () {
  for (const element of document.querySelectorAll('[data-board]')) {
    const board = new (element.dataset.board === 'draw' ? Outline : Pin)(element)
    board.begin()
  }
}

/** What both boards share: a sheet, some tools, a sentence, and the box. */
class Board {
  constructor (element) {
    this.box = element.querySelector('.board__box')
    this.place = element.querySelector('.board__map')
    this.around = dataOf(element).around
    this.label = element.querySelector('label').textContent.trim()
  }

  begin () {
    this.place.hidden = false
    const paper = this.add(this.place, 'div', 'board__sheet')
    const live = this.add(paper, 'div', 'map__live')
    this.tools = this.add(this.place, 'div', 'board__tools')
    this.said = this.add(this.place, 'p', 'board__said')
    this.said.setAttribute('role', 'status')
    this.map = sheet(live, this.label)
    this.background = this.around ? outline(this.around, this.backdrop) : null
    this.prepare()
    fit(this.map, []) // Leaflet puts nothing down before it knows where it is
    this.read()
    fit(this.map, this.layers())
    this.background?.addTo(this.map).bringToBack()
    this.map.on('click', ({ latlng }) => this.chosen(latlng))
    this.box.addEventListener('change', () => {
      this.read()
      if (this.layers().length) fit(this.map, this.layers())
    })
  }

  add (parent, kind, className) {
    const made = document.createElement(kind)
    made.className = className
    parent.append(made)
    return made
  }

  tool (label, does) {
    const button = this.add(this.tools, 'button', 'govuk-button govuk-button--secondary')
    button.type = 'button'
    button.textContent = label
    button.addEventListener('click', does)
    return button
  }

  handle (at, className, size, inside) {
    const icon = L.divIcon({ className, iconSize: [size, size], html: inside ?? '' })
    return L.marker(at, { icon, draggable: true, autoPan: true, keyboard: true })
  }

  /** Arrow keys move a handle that has the keyboard, a few screen points at a time. */
  keys (handle, moved, removed) {
    const steps = { ArrowUp: [0, -8], ArrowDown: [0, 8], ArrowLeft: [-8, 0], ArrowRight: [8, 0] }
    handle.getElement().addEventListener('keydown', event => {
      if (steps[event.key]) {
        const point = this.map.latLngToContainerPoint(handle.getLatLng()).add(steps[event.key])
        handle.setLatLng(this.map.containerPointToLatLng(point))
        moved()
      } else if (removed && ['Delete', 'Backspace'].includes(event.key)) removed()
      else return
      event.preventDefault()
      event.stopPropagation()
    })
  }
}

class Outline extends Board {
  backdrop = 'map__area'

  prepare () {
    this.corners = []
    this.line = L.polygon([], { className: 'board__line', interactive: false }).addTo(this.map)
    this.tool('Add a corner in the middle', () => this.chosen(this.map.getCenter()))
    this.tool('Take away a corner', () => this.remove(this.picked ?? this.corners.at(-1)))
    this.tool('Start again', () => this.put([]))
  }

  layers () {
    return [this.corners.length ? this.line : null, this.background].filter(Boolean)
  }

  /** The box into corners. An outline of several parts, or with holes, is shown and left as it is. */
  read () {
    const ring = ringIn(this.box.value)
    this.kept?.remove()
    this.kept = null
    if (ring) this.show(ring)
    else if (this.box.value.trim()) {
      this.show([])
      try {
        this.kept = outline(JSON.parse(this.box.value), 'board__line').addTo(this.map)
        this.say('This outline has several parts. Press “Start again” to draw a new one.')
      } catch {
        this.say('We cannot read what is in the box as GeoJSON. Look at it again, or draw on the map.')
      }
    } else this.show([])
  }

  chosen (at) {
    if (this.kept) return
    const places = this.corners.map(corner => corner.getLatLng())
    places.splice(nearestSide(this.map, places, at), 0, at)
    this.put(places)
  }

  remove (corner) {
    if (!corner) return
    const at = this.corners.indexOf(corner)
    this.put(this.corners.filter(other => other !== corner).map(other => other.getLatLng()))
    this.corners[Math.min(at, this.corners.length - 1)]?.getElement().focus()
  }

  put (places) {
    this.kept?.remove()
    this.kept = null
    this.show(places)
    this.write()
  }

  show (places) {
    for (const corner of this.corners) corner.remove()
    this.picked = null
    this.corners = places.map(at => this.handle(at, 'board__corner', 22).addTo(this.map))
    this.corners.forEach((corner, number) => this.wire(corner, number))
    this.redraw()
  }

  wire (corner, number) {
    const element = corner.getElement()
    element.setAttribute('aria-label', `Corner ${number + 1} of ${this.corners.length}. Arrow keys move it, Delete takes it away.`)
    corner.on('drag', () => this.redraw()).on('dragend', () => this.write())
    corner.on('click', () => this.pick(corner))
    element.addEventListener('focus', () => this.pick(corner))
    this.keys(corner, () => { this.redraw(); this.write() }, () => this.remove(corner))
  }

  pick (corner) {
    this.picked?.getElement()?.classList.remove('board__corner--chosen')
    this.picked = corner
    corner.getElement().classList.add('board__corner--chosen')
  }

  redraw () {
    this.line.setLatLngs(this.corners.map(corner => corner.getLatLng()))
    const missing = 3 - this.corners.length
    if (missing === 3) this.say('Press on the map to put down the first corner.')
    else if (missing > 0) this.say(`${missing} more ${missing === 1 ? 'corner' : 'corners'} to go.`)
    else this.say(`${this.corners.length} corners. Drag one to move it; press on the map to add one.`)
  }

  write () {
    const ring = this.corners.map(corner => lonLat(corner.getLatLng()))
    const whole = { type: 'Polygon', coordinates: [[...ring, ring[0]]] }
    this.box.value = ring.length > 2 ? JSON.stringify(whole) : ''
  }

  say (sentence) {
    this.said.textContent = sentence
  }
}

class Pin extends Board {
  backdrop = 'map__boundary'

  prepare () {
    this.tool('Put it in the middle', () => this.chosen(this.map.getCenter()))
    this.tool('Take it away', () => { this.pin?.remove(); this.pin = null; this.box.value = ''; this.tell() })
  }

  layers () {
    return [this.background ?? this.pin].filter(Boolean)
  }

  read () {
    const found = this.box.value.trim().match(/^(-?\d+(?:\.\d+)?)\s*[,; ]\s*(-?\d+(?:\.\d+)?)$/)
    if (found) this.show(L.latLng(Number(found[1]), Number(found[2])))
    this.tell()
  }

  chosen (at) {
    this.show(at)
    this.write()
  }

  show (at) {
    if (this.pin) this.pin.setLatLng(at)
    else {
      this.pin = this.handle(at, 'map__marker', 44, shape(PIN, 'map__point map__point--terracotta', 34)).addTo(this.map)
      this.pin.getElement().setAttribute('aria-label', 'The point. Arrow keys move it.')
      this.pin.on('dragend', () => this.write())
      this.keys(this.pin, () => this.write())
    }
  }

  write () {
    const { lat, lng } = this.pin.getLatLng().wrap()
    this.box.value = `${lat.toFixed(5)}, ${lng.toFixed(5)}`
    this.tell()
  }

  tell () {
    this.said.textContent = this.pin ? 'Drag it, or press elsewhere, to move it.' : 'Press on the map where it is.'
  }
}

function lonLat (at) {
  const { lat, lng } = at.wrap()
  return [Number(lng.toFixed(6)), Number(lat.toFixed(6))]
}

/** The corners of a simple polygon in the box, without the last that repeats the first. */
function ringIn (text) {
  try {
    const given = JSON.parse(text)
    const { type, coordinates } = given.type === 'Feature' ? given.geometry : given
    const rings = type === 'MultiPolygon' && coordinates.length === 1 ? coordinates[0] : coordinates
    if (!['Polygon', 'MultiPolygon'].includes(type) || rings.length !== 1 || typeof rings[0][0][0] !== 'number') return null
    return rings[0].slice(0, -1).map(([lon, lat]) => L.latLng(lat, lon))
  } catch {
    return null
  }
}

/** Where a new corner goes in: into the side it is nearest to, so that outlines stay simple. */
function nearestSide (map, places, at) {
  if (places.length < 3) return places.length
  const point = map.latLngToLayerPoint(at)
  const points = places.map(place => map.latLngToLayerPoint(place))
  const far = points.map((from, number) =>
    L.LineUtil.pointToSegmentDistance(point, from, points[(number + 1) % points.length]))
  return far.indexOf(Math.min(...far)) + 1
}
