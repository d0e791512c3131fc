import { expect, test } from 'vitest'
import { linkify, safeUrl } from '../src/frame/text/linkify'
import './browser'

const links = (text: string) => linkify(text).flatMap(({ href }) => href ?? [])

test.each([
  ['See https://shop.example/a?b=1#c.', ['https://shop.example/a?b=1#c']],
  ['(https://shop.example/a)', ['https://shop.example/a']],
  ['https://en.wikipedia.org/wiki/Tent_(shelter)', ['https://en.wikipedia.org/wiki/Tent_(shelter)']],
  ['www.shop.example, or help@shop.example', ['https://www.shop.example', 'mailto:help@shop.example']],
  ['HTTP://SHOP.EXAMPLE/', ['HTTP://SHOP.EXAMPLE/']],
  ['a.b 17:30 user@ @you', []],
])('finds the addresses in %s', (text, found) => {
  expect(links(text)).toEqual(found)
})

test('every character of the text is kept', () => {
  const text = 'One\nhttps://a.example/x, two <b>www.b.example</b> "c@d.example"\n'
  expect(
    linkify(text)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text)
})

test.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd'])(
  '%s is never an address',
  (text) => {
    expect(links(`go ${text} now`)).toEqual([])
    expect(safeUrl(text)).toBeUndefined()
  },
)

test('a long text without an end takes no time', () => {
  const start = performance.now()
  linkify(`${'www.'.repeat(5000)}${'a@'.repeat(5000)}${'('.repeat(5000)}`)
  expect(performance.now() - start).toBeLessThan(500)
})
