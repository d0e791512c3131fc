/** The fields asked for before a chat, the one address while nobody is there, or words about how it was. */
import { Component } from 'preact'
import type { PreChatField } from '../../config'
import { locale, words } from '../text/language'

interface Props {
  fields: PreChatField[]
  intro?: string
  /** On the button. */
  done?: string
  /** Resolves with what is wrong in the hub's words, or "lost", or nothing. */
  send: (values: Record<string, string>) => Promise<string>
}

interface State {
  wrong?: Record<string, string>
  failed?: string
  busy?: boolean
}

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/

export class Form extends Component<Props, State> {
  override render({ fields, intro, done }: Props, { wrong, failed, busy }: State) {
    return (
      <form class="form" noValidate onSubmit={(event) => this.#submit(event)}>
        {intro && <p>{intro}</p>}
        {fields.map((field) => (
          <label key={field.name}>
            {label(field)}
            <Field field={field} wrong={wrong?.[field.name]} />
            {wrong?.[field.name] && (
              <small id={`wrong-${field.name}`} role="alert">
                {wrong[field.name]}
              </small>
            )}
          </label>
        ))}
        {failed && <small role="alert">{failed}</small>}
        <button type="submit" class="main" aria-busy={busy}>
          {done ?? words.continue}
        </button>
      </form>
    )
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const { fields, send } = this.props
    const form = event.currentTarget as HTMLFormElement
    const values = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]))
    const wrong = Object.fromEntries(
      fields.map((field) => [field.name, complaint(field, values[field.name] ?? '')]).filter(([, why]) => why),
    )
    this.setState({ wrong, failed: '', busy: true })
    const bad = fields.find((field) => wrong[field.name])
    if (bad) form.querySelector<HTMLElement>(`[name="${bad.name}"]`)?.focus()
    const failed = bad ? '' : await send(values)
    this.setState({ failed: failed === 'lost' ? words.notIdentified : failed, busy: false })
  }
}

const Field = ({ field, wrong }: { field: PreChatField; wrong: string | undefined }) => {
  const said = wrong ? { 'aria-invalid': true, 'aria-describedby': `wrong-${field.name}` } : {}
  const same = { name: field.name, required: field.required, dir: 'auto' as const, ...said }
  if (field.type === 'textarea') return <textarea rows={3} {...same} />
  if (field.type === 'select') {
    return (
      <select {...same}>
        <option />
        {field.options?.map((option) => (
          <option>{option}</option>
        ))}
      </select>
    )
  }
  const type = field.type === 'phone' ? 'tel' : field.type
  const complete = field.type === 'text' && field.name !== 'name' ? 'off' : type === 'text' ? 'name' : type
  return <input {...({ type, autoComplete: complete, ...same } as object)} />
}

function label({ name, label }: PreChatField): string {
  const own = label?.[locale] ?? Object.values(label ?? {})[0]
  return own ?? (name === 'name' || name === 'email' || name === 'phone' ? words[name] : name)
}

function complaint({ type, required }: PreChatField, value: string): string {
  if (!value) return required ? words.required : ''
  return type === 'email' && !ADDRESS.test(value) ? words.emailWrong : ''
}
