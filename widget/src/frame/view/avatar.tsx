/** Initials on one of six hues, the same for the same name every time. */

/** How a colleague is called by customers. */
export const firstName = (name: string): string => name.split(/\s+/)[0] as string

const letters = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()

const HUES = [210, 255, 15, 135, 40, 330]

const hue = (name: string) =>
  HUES[[...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997, 7) % 6]

export const Avatar = ({ name, online }: { name: string; online?: boolean | undefined }) => (
  <span class="avatar" style={{ '--hue': hue(name) }} aria-hidden="true">
    {letters(name)}
    {online !== undefined && <i class={online ? 'on' : 'away'} />}
  </span>
)
