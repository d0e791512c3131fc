import { expect, test } from 'vitest'
import { contrast, readable, wordsOn } from '../src/colour'

const colours = ['#000000', '#0b6a74', '#2f5fb8', '#777777', '#ff0000', '#ffd400', '#ff6a00', '#7f7fff', '#ffffff']

test('words on any colour reach 4.5 : 1', () => {
  for (let shade = 0; shade < 0x1000; shade++) {
    const colour = `#${[...shade.toString(16).padStart(3, '0')].map((digit) => digit + digit).join('')}`
    expect(contrast(wordsOn(colour), colour), colour).toBeGreaterThanOrEqual(4.5)
  }
})

test.each(['#ffffff', '#14191a'])('any colour can be made readable on %s', (surface) => {
  for (const colour of colours) expect(contrast(readable(colour, surface, 4.5), surface)).toBeGreaterThanOrEqual(4.5)
})

test('a colour that is readable already stays as it is', () => {
  expect(readable('#0b6a74', '#ffffff', 4.5)).toBe('#0b6a74')
})
