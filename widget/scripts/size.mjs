/** What a site and a visitor pay, in bytes after gzip: the loader on every page, the chat once it is opened. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const KIB = 1024
const dist = join(import.meta.dirname, '../dist')
const sizeOf = (file) => gzipSync(readFileSync(file), { level: 9 }).length
const assets = readdirSync(join(dist, 'frame/assets')).map((name) => join(dist, 'frame/assets', name))
// a language other than English is fetched by those who speak it
const chat = [join(dist, 'frame/index.html'), ...assets.filter((file) => !file.endsWith('.json'))]

const budgets = [
  ['loader', sizeOf(join(dist, 'widget.js')), 2 * KIB],
  ['chat frame', chat.reduce((sum, file) => sum + sizeOf(file), 0), 30 * KIB],
]
for (const [what, size, budget] of budgets) {
  console.log(`${what}: ${size} of ${budget} bytes`)
  if (size > budget) process.exitCode = 1
}
