// Builds what the browser is sent: one stylesheet, the scripts, the typeface, the icons.
//
//   node assets/build.mjs           into build/assets/
//   node assets/build.mjs --watch   and again whenever a source changes
//
// A room's styles are src/folkmoot/<room>/styles/*.scss, its scripts src/folkmoot/<room>/scripts/*.js.
// The same sources give the same bytes.

import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { compileString } from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const rooms = join(here, '..', 'src', 'folkmoot')
const kit = join(rooms, 'kernel', 'ui')
const modules = join(here, 'node_modules')
const built = join(here, '..', 'build', 'assets')
const out = `${built}.new` // put in place whole, so that a mistake leaves what was there before

/** The files in a folder that end so, in the order of their names. */
function files (folder, ending) {
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter(name => name.endsWith(ending)).sort().map(name => join(folder, name))
}

/** The rooms that have such a folder, in the order of their names; the kit is not a room. */
function inRooms (folder, ending) {
  return readdirSync(rooms, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && entry.name !== 'kernel')
    .map(entry => entry.name).sort()
    .flatMap(room => files(join(rooms, room, folder), ending).map(file => ({ room, file })))
}

function write (path, content) {
  mkdirSync(dirname(join(out, path)), { recursive: true })
  writeFileSync(join(out, path), content)
}

function copy (from, path) {
  mkdirSync(dirname(join(out, path)), { recursive: true })
  copyFileSync(from, join(out, path))
}

function buildStyles () {
  const ofRooms = inRooms('styles', '.scss').filter(({ file }) => !/[/\\]_[^/\\]+$/.test(file))
  const source = [join(kit, 'styles', 'main.scss'), ...ofRooms.map(({ file }) => file)]
    .map((file, number) => `@use ${JSON.stringify(pathToFileURL(file).href)} as part-${number};`)
    .join('\n')
  const { css } = compileString(source, {
    style: 'compressed',
    loadPaths: [modules, join(kit, 'styles')],
    importers: [{ findFileUrl: address => address.startsWith('file:') ? new URL(address) : null }],
    quietDeps: true
  })
  write('ui/main.css', css + '\n')
  for (const image of ['layers.png', 'layers-2x.png', 'marker-icon.png']) {
    copy(join(modules, 'leaflet', 'dist', 'images', image), `ui/images/${image}`)
  }
  return `${kilobytes(css)} from the kit and ${ofRooms.length} of the rooms`
}

async function buildScripts () {
  const entries = [
    ...files(join(kit, 'scripts'), '.js').map(file => ({ room: 'ui', file })),
    ...inRooms('scripts', '.js')
  ].map(({ room, file }) => ({ in: file, out: `${room}/${file.replace(/^.*[/\\]|\.js$/g, '')}` }))
  const { metafile } = await build({
    entryPoints: entries,
    outdir: out,
    bundle: true,
    splitting: true,
    chunkNames: 'ui/shared-[hash]',
    format: 'esm',
    target: ['es2020'],
    minify: true,
    legalComments: 'none',
    nodePaths: [modules],
    metafile: true,
    logLevel: 'warning'
  })
  const sizes = Object.values(metafile.outputs).map(({ bytes }) => bytes)
  return `${Math.round(sizes.reduce((sum, bytes) => sum + bytes, 0) / 1024)} KB in ${entries.length} scripts`
}

function buildFonts () {
  const from = join(modules, '@fontsource-variable', 'figtree', 'files')
  for (const letters of ['latin', 'latin-ext']) {
    copy(join(from, `figtree-${letters}-wght-normal.woff2`), `ui/fonts/figtree-${letters}.woff2`)
  }
  return 'Figtree, latin and latin-ext'
}

function buildIcons () {
  const icons = files(join(kit, 'icons'), '')
  for (const file of icons) copy(file, `ui/icons/${relative(join(kit, 'icons'), file)}`)
  return `${icons.length}`
}

function kilobytes (text) {
  return `${Math.round(Buffer.byteLength(text) / 1024)} KB`
}

async function buildAll () {
  rmSync(out, { recursive: true, force: true })
  for (const [name, step] of [['styles', buildStyles], ['scripts', buildScripts], ['fonts', buildFonts], ['icons', buildIcons]]) {
    const began = performance.now()
    const said = await step()
    console.log(`${name.padEnd(8)} ${said} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
  }
  rmSync(built, { recursive: true, force: true })
  renameSync(out, built)
}

await buildAll()

if (process.argv.includes('--watch')) {
  let waiting
  watch(rooms, { recursive: true }, (_event, name) => {
    if (!/\.(scss|js|svg)$/.test(name ?? '')) return
    clearTimeout(waiting)
    waiting = setTimeout(() => buildAll().catch(error => console.error(error.message)), 100)
  })
}
