/** Contrast as WCAG counts it, so that any colour a tenant picks stays readable. */

type Rgb = [number, number, number]

const parse = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb

function luminance(hex: string): number {
  const [r, g, b] = parse(hex).map((c) => (c / 255 <= 0.04045 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4)) as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** White or black, whichever reads better on `fill`; one of them always reaches 4.5 : 1. */
export const wordsOn = (fill: string): string => (luminance(fill) < 0.183 ? '#ffffff' : '#000000')

/** How well two colours tell apart, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one) + 0.05, luminance(other) + 0.05]
  return Math.max(a, b) / Math.min(a, b)
}

/** `colour` itself, or as much nearer to white or black as it takes to stand out from `surface` by `ratio`. */
export function readable(colour: string, surface: string, ratio: number): string {
  const goal = luminance(surface) < 0.183 ? 255 : 0
  let shade = colour
  for (let step = 1; step <= 20 && contrast(shade, surface) < ratio; step++) {
    const mixed = parse(colour).map((c) => Math.round(c + ((goal - c) * step) / 20))
    shade = `#${mixed.map((c) => c.toString(16).padStart(2, '0')).join('')}`
  }
  return shade
}
