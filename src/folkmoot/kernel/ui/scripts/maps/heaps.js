// Points too close for a finger are shown as one heap with its number.
import L from 'leaflet'

// The size of a marker in pixels, so that none lies under another: a finger needs more than a mouse.
export const ROOM = matchMedia('(pointer: coarse)').matches ? 44 : 30

/** The markers in heaps: each lies within reach of the first one in it, as the map stands now. */
export function heapsOf (map, markers) {
  const heaps = []
  for (const marker of markers) {
    const at = map.latLngToLayerPoint(marker.getLatLng())
    const near = heaps.find(one => Math.abs(one.at.x - at.x) < ROOM && Math.abs(one.at.y - at.y) < ROOM)
    if (near) near.markers.push(marker)
    else heaps.push({ at, markers: [marker] })
  }
  return heaps.map(one => one.markers)
}

/** One marker for many, where the first of them stands. */
export function heap (markers) {
  const number = document.createElement('span')
  number.className = 'map__heap'
  number.textContent = String(markers.length)
  const icon = L.divIcon({ className: 'map__marker', html: number, iconSize: [ROOM, ROOM] })
  return L.marker(markers[0].getLatLng(), { icon, keyboard: true })
}
