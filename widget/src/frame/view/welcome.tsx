/** What stands before the first message: a hello, or that nobody is there and where the answer could go instead. */
import type { Chat } from '../core/chat'
import { words } from '../text/language'
import { Avatar } from './avatar'
import { Form } from './form'
import { Linked } from './words'

export const Welcome = ({ chat }: { chat: Chat }) => {
  const { config } = chat
  if (!config) return null
  const away = !config.is_online
  const text = (away ? chat.texts.away : chat.texts.welcome) || (away ? words.away : words.welcome)
  return (
    <>
      <div class="message theirs welcome">
        <Avatar of={{ name: config.name }} />
        <div class="body">
          <p class="who">
            <b>{config.name}</b>
          </p>
          <p class="bubble" dir="auto">
            <Linked text={text} />
          </p>
        </div>
      </div>
      {away && !config.pre_chat.enabled && chat.asks.length > 0 && (
        <Form fields={chat.asks} send={(values) => chat.introduce(values)} />
      )}
    </>
  )
}
