/** Our few icons: 20 by 20, one stroke of 1.5. */
const paths = {
  back: 'M12 4.5 6.5 10l5.5 5.5',
  check: 'm4 10.5 4 4 8-9',
  clip: 'M15.5 9.5 9.8 15a3.4 3.4 0 0 1-4.8-4.8l6-6a2.3 2.3 0 0 1 3.2 3.3l-6 5.8a1.1 1.1 0 0 1-1.6-1.6l5.4-5.2',
  clock: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zm0 3.5V10l2.3 1.8',
  close: 'm5 5 10 10M15 5 5 15',
  down: 'm5 7.5 5 5 5-5',
  download: 'M10 3.5v9m-3.5-3 3.5 3.3 3.5-3.3M4 16.5h12',
  file: 'M6 2.8h5.5L15.5 6.8V17.2H6a1 1 0 0 1-1-1V3.8a1 1 0 0 1 1-1zM11.3 3v4h4',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  offline:
    'M3 3l14 14M2.5 8a11 11 0 0 1 4-2.4m3-.6a11 11 0 0 1 8 3M5.3 11a7 7 0 0 1 4-2m4 1a7 7 0 0 1 1.5 1.1M10 15h.01',
  send: 'M10 16V4.5M5 9.3l5-5 5 5',
  smile: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM7.3 8h.01m5.4 0h.01M7 11.7c1.5 2.1 4.5 2.1 6 0',
  ticks: 'm1.5 10.5 4 4 7-8.5m-3 7 1.5 1.5 7.5-8.5',
  warn: 'M10 3.5 17.5 16.5h-15zm0 5v4m0 2v.01',
}

export type IconName = keyof typeof paths

export const Icon = ({ name, size = 20 }: { name: IconName; size?: number | undefined }) => (
  <svg class={name} width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
)

interface Tool {
  icon: IconName
  label: string
  press: () => void
  size?: number
  class?: string
  off?: boolean
}

/** A button that is only an icon: its name is read out, and shown to the pointer. */
export const Tool = ({ icon, label, press, size, class: more, off }: Tool) => (
  <button
    type="button"
    class={more ? `icon ${more}` : 'icon'}
    aria-label={label}
    title={label}
    aria-disabled={off}
    onClick={press}
  >
    <Icon name={icon} size={size} />
  </button>
)
