// A sheet of paper to put things on: Leaflet without tiles, which never holds on to the page.
import L from 'leaflet'

export const COUNTRY = [[49.9, -8.2], [58.7, 1.8]]

/** A map on that element. The wheel and one finger scroll the page; buttons, keys and two fingers move the map. */
export function sheet (element, label) {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const map = L.map(element, {
    attributionControl: false,
    zoomControl: false,
    scrollWheelZoom: false,
    dragging: !L.Browser.mobile,
    zoomSnap: 0.25,
    minZoom: 4,
    maxZoom: 19,
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still
  })
  L.control.zoom({ position: 'bottomright', zoomInTitle: 'Closer', zoomOutTitle: 'Further away' }).addTo(map)
  L.control.scale({ maxWidth: 120, imperial: false }).addTo(map)
  element.setAttribute('role', 'application')
  element.setAttribute('aria-roledescription', 'map')
  element.setAttribute('aria-label', `${label}. Arrow keys move it, plus and minus bring it closer.`)
  return map
}

/** Lines and areas, drawn with a class of ours and nothing else. */
export function outline (geometry, className) {
  return L.geoJSON(geometry, {
    interactive: false,
    style: { className, fill: true },
    pointToLayer: (_feature, at) => L.circleMarker(at, { radius: 3, interactive: false })
  })
}

/** Show all of these, or the whole country when there is nothing. */
export function fit (map, layers) {
  const bounds = L.latLngBounds([])
  for (const layer of layers) bounds.extend(layer.getBounds ? layer.getBounds() : layer.getLatLng())
  // Room on the right for the buttons, so that nothing on the map lies under them.
  const room = { paddingTopLeft: [24, 24], paddingBottomRight: [72, 24] }
  if (bounds.isValid()) map.fitBounds(bounds, { ...room, maxZoom: 16, animate: false })
  else map.fitBounds(COUNTRY, { animate: false })
}

/** What the server left beside the map for us. */
export function dataOf (element) {
  return JSON.parse(element.querySelector('script[type="application/json"]').textContent)
}

/** An SVG of one path, made without a word of markup. */
export function shape (path, className, size = 26) {
  const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  for (const [name, value] of Object.entries({ viewBox: '-13 -13 26 26', width: size, height: size, 'aria-hidden': 'true', focusable: 'false' })) {
    drawing.setAttribute(name, value)
  }
  const drawn = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  drawn.setAttribute('d', path)
  drawn.setAttribute('class', className)
  drawing.append(drawn)
  return drawing
}
