// A letter's QR code carries the code behind the # of the address, which browsers never send.
// Put it into its box, and take it out of the address bar and the history at once.
const box = document.querySelector('input[name=code]')
if (box && location.hash.length > 1) {
  if (!box.value) box.value = decodeURIComponent(location.hash.slice(1)).slice(0, 40)
  history.replaceState(null, '', location.pathname + location.search)
}
