/** The keyboard inside the chat: Tab stays in it while it is open, Escape closes it, opening it lands in the field. */
import type { Chat } from './core/chat'

const STOPS = 'button,a[href],input:not([hidden]),textarea,select,summary,[tabindex="0"]'

export function keepKeys(chat: Chat): void {
  addEventListener('keydown', (event) => {
    if (event.key === 'Tab') turn(event)
    if (event.key === 'Escape' && !fold()) chat.host.say('close')
  })
  // a click beside an open menu closes it, and so does a choice in it
  addEventListener('click', ({ target }) => {
    if (!(target as Element).closest('summary,.emoji')) fold()
  })
}

export function land(): void {
  const chat = document.querySelector<HTMLElement>('.chat')
  // a touch keyboard would cover half of what was opened
  const places = matchMedia('(pointer: coarse)').matches ? [] : ['.composer textarea', '.form [name]']
  const field = places.map((place) => document.querySelector<HTMLElement>(place)).find((found) => found)
  ;(field ?? chat)?.focus()
}

function turn(event: KeyboardEvent): void {
  const stops = [...document.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => stop.checkVisibility())
  const [edge, other] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]]
  const { activeElement } = document
  if (activeElement !== edge && stops.includes(activeElement as HTMLElement)) return
  if (activeElement !== edge && !event.shiftKey && activeElement?.contains(stops[0] ?? null)) return
  event.preventDefault()
  other?.focus()
}

function fold(): boolean {
  const open = document.querySelector<HTMLDetailsElement>('details[open]')
  if (!open) return false
  open.open = false
  open.querySelector('summary')?.focus()
  return true
}
