// Making and using passkeys. Without this script a page says how else to go on.

const base64url = /** @param {ArrayBuffer} buffer */ buffer =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')

const bytes = text =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0))

const withIds = list => (list || []).map(each => ({ ...each, id: bytes(each.id) }))

/** What the server sends, as the browser wants it. */
function options (sent) {
  const asked = { ...sent, challenge: bytes(sent.challenge) }
  if (sent.user) asked.user = { ...sent.user, id: bytes(sent.user.id) }
  if (sent.excludeCredentials) asked.excludeCredentials = withIds(sent.excludeCredentials)
  if (sent.allowCredentials) asked.allowCredentials = withIds(sent.allowCredentials)
  return asked
}

/** What the browser made, as the server wants it. */
function credential (made) {
  const response = {}
  for (const part of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (made.response[part]) response[part] = base64url(made.response[part])
  }
  if (made.response.getTransports) response.transports = made.response.getTransports()
  return {
    id: made.id,
    rawId: base64url(made.rawId),
    type: made.type,
    authenticatorAttachment: made.authenticatorAttachment || undefined,
    clientExtensionResults: made.getClientExtensionResults(),
    response
  }
}

async function begin (box, form) {
  const answer = await fetch(box.dataset.begin, {
    method: 'POST',
    headers: { Accept: 'application/json', 'X-CSRFToken': form.elements.csrfmiddlewaretoken.value }
  })
  if (!answer.ok || answer.redirected) throw new Error('no options')
  return options((await answer.json()).publicKey)
}

async function ask (box, form) {
  const publicKey = await begin(box, form)
  return box.dataset.passkey === 'make'
    ? navigator.credentials.create({ publicKey })
    : navigator.credentials.get({ publicKey })
}

function setUp (box) {
  const form = box.querySelector('form')
  const says = box.querySelector('[data-passkey-says]')
  let asking = false
  form.addEventListener('submit', async event => {
    event.preventDefault()
    if (asking) return
    asking = true
    says.textContent = ''
    try {
      form.elements.credential.value = JSON.stringify(credential(await ask(box, form)))
      form.submit()
    } catch (stopped) {
      says.textContent = stopped instanceof DOMException ? box.dataset.stopped : box.dataset.broken
    } finally {
      asking = false
    }
  })
  box.hidden = false
}

if (window.PublicKeyCredential && navigator.credentials) {
  document.querySelectorAll('[data-passkey]').forEach(setUp)
  document.querySelectorAll('[data-passkey-cannot]').forEach(words => { words.hidden = true })
}
