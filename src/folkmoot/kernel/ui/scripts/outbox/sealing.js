// Seals words to a public key, so that not even this browser can read them again. What it has
// built in does it all: a one-time P-256 key, HKDF, AES-256-GCM. kernel/device_seals.py opens.
const KIND = 1
const CURVE = { name: 'ECDH', namedCurve: 'P-256' }
const PURPOSE = new TextEncoder().encode('folkmoot device seal 1')
const KEY = 32 // bytes; the nonce are the 12 behind it
const STEP = 1024 // what is sealed is filled up to whole steps: its length tells next to nothing

/** Seal a value, as JSON, to a public point; `about` is what the seal is held to. */
export async function seal (value, publicPoint, about) {
  const once = await crypto.subtle.generateKey(CURVE, false, ['deriveBits'])
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', once.publicKey))
  const theirs = await crypto.subtle.importKey('raw', publicPoint, CURVE, false, [])
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, once.privateKey, 256)
  const [key, iv] = await stretched(shared, joined(PURPOSE, point, publicPoint))
  const additionalData = new TextEncoder().encode(about)
  const closed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, filledUp(value))
  return joined(Uint8Array.of(KIND), point, new Uint8Array(closed))
}

async function stretched (shared, info) {
  const from = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveBits'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info }
  const made = new Uint8Array(await crypto.subtle.deriveBits(how, from, 8 * (KEY + 12)))
  const key = await crypto.subtle.importKey('raw', made.slice(0, KEY), 'AES-GCM', false, ['encrypt'])
  return [key, made.slice(KEY)]
}

/** JSON with spaces behind it, which mean nothing. */
function filledUp (value) {
  const plain = new TextEncoder().encode(JSON.stringify(value))
  const filled = new Uint8Array(Math.ceil(plain.length / STEP) * STEP).fill(32)
  filled.set(plain)
  return filled
}

function joined (...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** A UUID version 7 (RFC 9562, section 5.7): sorts by when it was made, as our own do. */
export function newKey (now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let at = 5, left = now; at >= 0; at--, left = Math.floor(left / 256)) bytes[at] = left % 256
  bytes[6] = 0x70 | (bytes[6] & 0x0f)
  bytes[8] = 0x80 | (bytes[8] & 0x3f)
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export function toBase64 (bytes) {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x2000) text += String.fromCharCode(...bytes.subarray(at, at + 0x2000))
  return btoa(text)
}

export function fromBase64 (text) {
  return Uint8Array.from(atob(text), letter => letter.charCodeAt(0))
}
