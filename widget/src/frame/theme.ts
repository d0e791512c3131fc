/** The tenant's colour, light or dark, as custom properties: set through the CSSOM, which a strict policy on styles allows. */
import { readable, wordsOn } from '../colour'
import type { WidgetTheme } from '../config'

const SURFACE = { light: '#ffffff', dark: '#14191a' }
export const system = matchMedia('(prefers-color-scheme: dark)')

export const isDark = ({ mode }: WidgetTheme): boolean => (mode === 'auto' ? system.matches : mode === 'dark')

export function paint(theme: WidgetTheme): void {
  const dark = isDark(theme)
  const surface = SURFACE[dark ? 'dark' : 'light']
  const fill = dark ? readable(theme.color, surface, 3) : theme.color
  const root = document.documentElement
  root.classList.toggle('dark', dark)
  root.style.setProperty('--brand', fill)
  root.style.setProperty('--brand-words', wordsOn(fill))
  // on the bubbles' grey too, hence a little more than 4.5
  root.style.setProperty('--brand-text', readable(theme.color, surface, 5.3))
}
