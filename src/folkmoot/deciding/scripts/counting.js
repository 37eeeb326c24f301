// A count takes a while: say that it works, and take no second press.
const form = document.querySelector('form[data-counting]')
form?.addEventListener('submit', () => {
  form.querySelector('[data-counting-status]').textContent =
    'The box is being opened and counted. Leave this page open; it can take a minute.'
  form.querySelector('button[type=submit]').setAttribute('aria-disabled', 'true')
})
