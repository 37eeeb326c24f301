// For people who type a pile: the box is ready as soon as the page is.
const form = document.querySelector('form[data-focus]')
const wrong = document.querySelector('.govuk-error-summary')
if (form && !wrong) form.querySelector('input[type=text]')?.focus()
