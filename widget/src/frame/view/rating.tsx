/** After a conversation is resolved: one question, five answers. */
import { Component } from 'preact'
import type { Chat } from '../core/chat'
import { words } from '../text/language'
import { Icon } from './icon'

export class Rating extends Component<{ chat: Chat }, { score: number }> {
  override render({ chat }: { chat: Chat }, { score }: { score: number }) {
    const given = score || Number(chat.host.kept[`rated ${chat.current}`])
    return (
      <>
        <p class="system">
          <Icon name="check" size={14} />
          {words.resolved}
        </p>
        <fieldset class="rating">
          <legend>{given ? words.rateThanks : words.rate}</legend>
          <div>
            {[1, 2, 3, 4, 5].map((value) => (
              <button type="button" aria-pressed={value === given} onClick={() => this.#rate(value)}>
                {value}
              </button>
            ))}
          </div>
          <small>
            <span>{words.rateWorst}</span>
            <span>{words.rateBest}</span>
          </small>
        </fieldset>
      </>
    )
  }

  async #rate(score: number): Promise<void> {
    if (await this.props.chat.rate(score)) this.setState({ score })
  }
}
