import { expect, test } from 'vitest'
import { Decoder, Encoder, type Packet, PacketType } from '../src/frame/core/parser'

function decode(text: string): Packet | undefined {
  const decoder = new Decoder()
  let packet: Packet | undefined
  decoder.on('decoded', (decoded) => {
    packet = decoded
  })
  decoder.add(text)
  return packet
}

const packets: [string, Packet][] = [
  ['0/visitor,{"key":"pk"}', { type: PacketType.CONNECT, nsp: '/visitor', data: { key: 'pk' } }],
  [
    '2/visitor,7["message",{"text":"a,b/c\\n"}]',
    { type: 2, nsp: '/visitor', id: 7, data: ['message', { text: 'a,b/c\n' }] },
  ],
  ['3/visitor,12[{"ok":true}]', { type: PacketType.ACK, nsp: '/visitor', id: 12, data: [{ ok: true }] }],
  ['2["hello"]', { type: PacketType.EVENT, nsp: '/', data: ['hello'] }],
  ['1/visitor,', { type: PacketType.DISCONNECT, nsp: '/visitor' }],
]

test.each(packets)('%s is understood and said', (text, packet) => {
  expect(decode(text)).toEqual(packet)
  expect(new Encoder().encode(packet)).toEqual([text])
})

test('an answer without a comma after its namespace is understood too', () => {
  expect(decode('4/visitor')).toEqual({ type: PacketType.CONNECT_ERROR, nsp: '/visitor' })
})

test.each(['', 'x', '51-["binary"]', '2["unfinished"'])('%j is no packet', (text) => {
  expect(() => decode(text)).toThrow()
})
