import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { en } from '../src/frame/locales/en'
import { bytes, day, duration, fill } from '../src/frame/text/language'
import { pick } from '../src/languages'
import './browser'

const places = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(([place]) => place).sort()

test.each(['ar', 'de', 'es', 'hi'])(
  '%s says everything that English says, with the same places to fill',
  (language) => {
    const path = new URL(`../src/frame/locales/${language}.json`, import.meta.url)
    const words = JSON.parse(readFileSync(path, 'utf8')) as typeof en
    expect(Object.keys(words).sort()).toEqual(Object.keys(en).sort())
    for (const name of Object.keys(en) as (keyof typeof en)[])
      expect(places(words[name]), name).toEqual(places(en[name]))
  },
)

test.each([
  [['de-AT', 'en'], 'de'],
  [['fr', 'es'], 'es'],
  [['fr', 'en-GB', 'de'], 'en'],
  [[undefined, 'AR_eg'], 'ar'],
  [['fr', null], 'en'],
])('of %j we speak %s', (wanted, spoken) => {
  expect(pick(wanted)).toBe(spoken)
})

test('what is not given stays in the sentence', () => {
  expect(fill('{name} is {what}', { name: 'Jonas' })).toBe('Jonas is {what}')
})

test('times and sizes are said as people say them', () => {
  const now = new Date(2030, 4, 8, 12)
  const at = (...date: [number, number, number, number]) => new Date(...date).toISOString()
  expect(day(at(2030, 4, 8, 0), now)).toBe('today')
  expect(day(at(2030, 4, 7, 23), now)).toBe('yesterday')
  expect(day(at(2030, 4, 4, 9), now)).toBe('Saturday')
  expect(day(at(2030, 3, 1, 9), now)).toBe('April 1')
  expect(day(at(2028, 3, 1, 9), now)).toBe('April 1, 2028')
  expect([duration(10), duration(240), duration(7300)]).toEqual(['1 minute', '4 minutes', '2 hours'])
  expect([bytes(10), bytes(212_000), bytes(1_200_000)]).toEqual(['1 kB', '212 kB', '1.2 MB'])
})
