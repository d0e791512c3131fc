/**
 * What GET /api/v1/widget/config?key=pk_… answers: everything a visitor's browser may know of a widget.
 *
 * The loader asks for it from the customer's site (CORS: the allowed origins only, no cookies; 403 elsewhere, and then
 * there is no launcher), the chat frame from the hub's own origin. Both live with fields they do not know yet.
 */
export interface WidgetConfig {
  /** Who answers while nobody has joined yet: "Birkfell Outdoor". */
  name: string
  /** Language for browsers whose own we do not speak; null is English. */
  locale: string | null
  theme: WidgetTheme
  /** The tenant's own words by language ("en", "de" …). What is missing is said in our words. */
  texts: Record<string, WidgetTexts>
  pre_chat: PreChat
  /** Whether somebody is there to answer now. */
  is_online: boolean
  /** When somebody will be there again (ISO 8601), if that is known. */
  back_at: string | null
  /** The usual time to a first answer, measured; null: unknown, or not to be shown. */
  reply_seconds: number | null
  /** Some of the people who answer, for the greeting. */
  agents: WidgetAgent[]
  uploads: WidgetUploads
  /** Whether a new message makes a sound, unless the visitor says otherwise. */
  sound: boolean
  /** Whether they are asked how it was, once a conversation is resolved. */
  ask_rating: boolean
}

export interface WidgetTheme {
  /** "#0b6a74": own bubbles, send button, launcher. The colour of words on it is computed. */
  color: string
  side: 'left' | 'right'
  /** auto follows the visitor's system. */
  mode: 'auto' | 'light' | 'dark'
}

export interface WidgetTexts {
  /** The large line of the first screen. */
  greeting?: string | null
  /** The first bubble, before anything was written. */
  welcome?: string | null
  /** In place of `welcome` while nobody is there. */
  away?: string | null
  /** The question after a conversation was resolved. */
  rating?: string | null
}

export interface WidgetAgent {
  id: string
  name: string
}

export interface WidgetUploads {
  enabled: boolean
  /** Bytes of one file. */
  max_size: number
  /** Files of one message. */
  max_count: number
}

export interface PreChat {
  enabled: boolean
  fields: PreChatField[]
}

export interface PreChatField {
  /** "name", "email" and "phone" go to `identify` as such, every other name into its `attributes`. */
  name: string
  type: 'text' | 'email' | 'phone' | 'textarea' | 'select'
  /** By language; null for name, email and phone, which we can name ourselves. */
  label?: Record<string, string> | null
  required: boolean
  /** Of a select. */
  options?: string[] | null
}
