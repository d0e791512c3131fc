/**
 * Socket.IO packets as text. The library lets the parser be exchanged; this one knows no binary packets, which the hub
 * refuses and whose code would take a tenth of the chat's size.
 */
import { Emitter } from '@socket.io/component-emitter'

export const protocol = 5

export const PacketType = {
  CONNECT: 0,
  DISCONNECT: 1,
  EVENT: 2,
  ACK: 3,
  CONNECT_ERROR: 4,
  BINARY_EVENT: 5,
  BINARY_ACK: 6,
}

export interface Packet {
  type: number
  nsp: string
  id?: number
  data?: unknown
}

/** type, namespace, id, JSON */
const PACKET = /^([0-4])(?:(\/[^,]*),?)?(\d+)?([\s\S]*)$/

export class Encoder {
  encode({ type, nsp, id, data }: Packet): string[] {
    return [`${type}${nsp === '/' ? '' : `${nsp},`}${id ?? ''}${data === undefined ? '' : JSON.stringify(data)}`]
  }
}

/** Emits `decoded`; throws on what is no packet, and the library closes the connection then. */
// biome-ignore lint/complexity/noBannedTypes: the emitter's own words for "no events of that kind"
export class Decoder extends Emitter<{}, {}, { decoded: (packet: Packet) => void }> {
  add(text: string): void {
    const found = PACKET.exec(text)
    if (!found) throw new Error('not a packet')
    const [, type, nsp = '/', id, json] = found
    const packet = { type: Number(type), nsp, ...(id && { id: Number(id) }), ...(json && { data: JSON.parse(json) }) }
    this.emitReserved('decoded', packet)
  }

  destroy(): void {}
}
