/**
 * Leaves out of the official Socket.IO client what a visitor's chat never uses: WebTransport, binary data (files go by
 * HTTP), other origins than our own, the upgrade from polling (we begin with a WebSocket), retries (we have an outbox),
 * catch-all listeners and browsers of long ago. That is a quarter of it. A new version in which something moved stops the build.
 */
import type { Plugin } from 'vite'

/** Modules with a stand-in that keeps their exports. */
const STANDS: Record<string, string> = {
  'engine.io-client/build/esm/contrib/parseuri.js': 'export const parse = () => ({})',
  'engine.io-client/build/esm/contrib/parseqs.js': `
    export const encode = (query) => String(new URLSearchParams(query))
    export const decode = () => ({})`,
  'engine.io-client/build/esm/globals.js': `
    export const nextTick = queueMicrotask.bind(self)
    export const globalThisShim = self
    export const defaultBinaryType = 'arraybuffer'
    export const createCookieJar = () => {}`,
  'engine.io-client/build/esm/util.js': `
    export const pick = () => ({}) // options of Node.js
    export const installTimerFunctions = (on) => {
      on.setTimeoutFn = setTimeout.bind(self)
      on.clearTimeoutFn = clearTimeout.bind(self)
    }
    export const byteLength = (text) => new Blob([text]).size
    export const randomString = () => Math.random().toString(36).slice(2)`,
  'engine.io-client/build/esm/transports/polling-xhr.js': "export { Fetch as XHR } from './polling-fetch.js'",
  'engine.io-client/build/esm/transports/webtransport.js': 'export class WT {}',
  'engine.io-parser/build/esm/decodePacket.browser.js': `
    import { ERROR_PACKET, PACKET_TYPES_REVERSE } from './commons.js'
    export const decodePacket = (text) => {
      const type = PACKET_TYPES_REVERSE[text[0]]
      return type ? { type, ...(text[1] && { data: text.slice(1) }) } : ERROR_PACKET
    }`,
  'engine.io-parser/build/esm/encodePacket.browser.js': `
    import { PACKET_TYPES } from './commons.js'
    export const encodePacketToBinary = () => {}
    export const encodePacket = ({ type, data }, binary, done) => done(PACKET_TYPES[type] + (data ?? ''))`,
}

/** Methods that are never called, or do nothing with our options. */
const EMPTIED: Record<string, string[]> = {
  'engine.io-client/build/esm/socket.js': ['_probe'],
  'socket.io-client/build/esm/socket.js': [
    ...['_addToQueue', '_drainQueue', 'notifyOutgoingListeners', 'send', 'compress'],
    ...['onAny', 'prependAny', 'offAny', 'listenersAny'],
    ...['onAnyOutgoing', 'prependAnyOutgoing', 'offAnyOutgoing', 'listenersAnyOutgoing'],
  ],
}

interface Span {
  start: number
  end: number
}

/** What we need of a syntax tree. */
interface Tree {
  body: { declaration?: { body?: { body?: { key?: { name?: string }; value?: { body?: Span } }[] } } }[]
}

const of = <T>(table: Record<string, T>, id: string): [string, T] | undefined =>
  Object.entries(table).find(([path]) => id.endsWith(`/node_modules/${path}`))

export function trim(): Plugin {
  const missing = new Set([...Object.keys(STANDS), ...Object.values(EMPTIED).flat()])
  return {
    name: 'trim',
    load(id) {
      const [path, stand] = of(STANDS, id) ?? []
      missing.delete(path ?? '')
      return stand ?? null
    },
    transform(code, id) {
      const [, names] = of(EMPTIED, id) ?? []
      if (!names) return null
      const bodies = methods(this.parse(code) as unknown as Tree).filter(([name]) => names.includes(name))
      for (const [name] of bodies) missing.delete(name)
      return {
        code: bodies.reduceRight((left, [, { start, end }]) => `${left.slice(0, start)}{}${left.slice(end)}`, code),
      }
    },
    buildEnd(error) {
      if (error || !missing.size) return
      this.error(`The Socket.IO client no longer has: ${[...missing].join(', ')}. Look again what to leave out.`)
    },
  }
}

function methods(tree: Tree): [string, Span][] {
  return tree.body
    .flatMap(({ declaration }) => declaration?.body?.body ?? [])
    .flatMap(({ key, value }) => (key?.name && value?.body ? [[key.name, value.body] as [string, Span]] : []))
}
