/** The page around us, reached through the loader: its storage, its visitor, its word on whether we are shown. */
import type { Fact, Kept, PageView, ToFrame, ToLoader } from '../../bridge'
import type { WidgetConfig } from '../../config'

interface Hears {
  init(config: WidgetConfig | undefined, facts: Fact[], preview?: boolean): void
  shown(shown: boolean, calm: boolean): void
  page(page: PageView): void
  fact(...fact: Fact): void
}

export class Host {
  kept: Kept = {}
  /** The page's origin, as the browser gave it with the first `init`: nobody else is heard or told anything after it. */
  #origin: string | undefined
  #greeted: (() => void) | undefined

  constructor(private readonly hears: Hears) {
    addEventListener('message', ({ source, origin, data }: MessageEvent) => {
      if (source !== parent || source === window || !Array.isArray(data)) return
      if (data[0] === 'init') this.#origin ??= origin
      if (origin === this.#origin) this.#hear(data as ToFrame)
    })
    parent.postMessage(['hello'], '*') // says nothing, and we cannot know yet whom to
  }

  say(...said: ToLoader): void {
    if (this.#origin) parent.postMessage(said, this.#origin)
  }

  keep(name: string, value: string | null): void {
    if ((this.kept[name] ?? null) === value) return
    if (value === null) delete this.kept[name]
    else this.kept[name] = value
    this.say('keep', name, value)
  }

  /** Reads again what is kept: another tab may have changed it. */
  again(): Promise<void> {
    this.say('hello')
    return new Promise((done) => {
      this.#greeted = done
    })
  }

  #hear(said: ToFrame): void {
    if (said[0] === 'shown') this.hears.shown(said[1], said[2])
    else if (said[0] === 'page') this.hears.page(said[1])
    else if (said[0] !== 'init') this.hears.fact(...said)
    else {
      this.kept = { ...this.kept, ...said[1] } // a page without storage of its own keeps nothing
      if (this.#greeted) this.#greeted()
      else this.hears.init(said[2], said[3], said[4])
    }
  }
}
