/**
 * Leaves out of the official Socket.IO client what a visitor's chat never uses: WebTransport,
 * binary data (files go by HTTP), other origins than our own. Each stand-in keeps the exports of the module it stands for.
 */
import type { Plugin } from 'vite'

const STANDS: Record<string, string> = {
  'engine.io-client/build/esm/contrib/parseuri.js': 'export const parse = () => ({})', // we only ever talk to our own origin
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
  'engine.io-client/build/esm/transports/polling-xhr.js': "export { Fetch as XHR } from './polling-fetch.js'",
  'engine.io-client/build/esm/transports/webtransport.js': 'export class WT {}',
}

export function trim(): Plugin {
  const left = new Set(Object.keys(STANDS))
  return {
    name: 'trim',
    load(id) {
      const path = Object.keys(STANDS).find((end) => id.endsWith(end))
      if (!path) return null
      left.delete(path)
      return STANDS[path] ?? null
    },
    buildEnd() {
      if (left.size)
        this.error(`The Socket.IO client has no ${[...left].join(', ')} any more: look again what to leave out`)
    },
  }
}
