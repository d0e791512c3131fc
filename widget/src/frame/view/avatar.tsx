/** A person's initials on their hue; both as agents see them in the inbox. */
import { hueOf, initials } from '../../person'

export interface Person {
  id?: string | null | undefined
  name: string
}

/** How a colleague is called by customers. */
export const firstName = (name: string): string => name.split(/\s+/)[0] as string

const HUES = [210, 255, 15, 135, 40, 330]

export const Avatar = ({ of: { id, name }, online }: { of: Person; online?: boolean | undefined }) => (
  <span class="avatar" style={{ '--hue': HUES[hueOf(id ?? name)] }} aria-hidden="true">
    {initials(name)}
    {online !== undefined && <i class={online ? 'on' : 'away'} />}
  </span>
)
