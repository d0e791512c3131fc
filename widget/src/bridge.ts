/**
 * What the loader (on the customer's page) and the chat frame (on the hub's origin) say to each other.
 *
 * Tuples `[name, …]` by postMessage. The loader hears only its own frame on the hub's origin; the frame hears only its
 * parent, on the origin of its first `init`, and never names a wider target than that, since `keep` carries the token.
 */
import type { WidgetConfig } from './config'

export type Kept = Record<string, string>

export interface Person {
  name?: string
  email?: string
  phone?: string
  attributes?: Record<string, unknown>
  /** A signed proof of who this is (docs/embedding.md). */
  jwt?: string
}

export interface PageView {
  url: string
  title: string
  referrer: string
}

export interface Peek {
  name: string
  text: string
}

export interface AgentMessage {
  id: string
  conversation_id: string
  text: string
  author: string
}

/** What the page said about itself and its visitor; told again to a frame that comes later. */
export type Fact = ['identify', Person] | ['locale', string]

export type ToFrame =
  | [
      'init',
      /** Everything `keep` put into the page's localStorage before: the frame's own may be blocked. */
      kept: Kept,
      config: WidgetConfig | undefined,
      facts: Fact[],
      /** In the settings of the inbox: nobody is there, so nothing is connected, and `init` comes with every change. */
      preview?: boolean,
    ]
  /** Calm: it was open on the page before, and the focus stays where it is. */
  | ['shown', shown: boolean, calm: boolean]
  | ['page', PageView]
  | Fact

export type ToLoader =
  | ['hello']
  /** There is something to see; with the style of panel and peek card, which the loader has no room for. */
  | ['ready', css: string]
  | ['close']
  | ['keep', name: string, value: string | null]
  | ['unread', count: number, label: string, Peek | null]
  | ['message', AgentMessage]
