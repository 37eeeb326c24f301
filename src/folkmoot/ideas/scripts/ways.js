// Under "How shall we tell you?", show only the box the chosen way needs. Without this script
// every box is there, and each says which way it is for.
for (const part of document.querySelectorAll('[data-ways]')) {
  const boxes = [...part.querySelectorAll('[data-way]')]
  const show = () => {
    const way = part.querySelector('input[name=reach_by]:checked')?.value
    for (const box of boxes) box.hidden = !box.dataset.way.split(' ').includes(way)
  }
  part.addEventListener('change', show)
  show()
}
