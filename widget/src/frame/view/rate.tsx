/** How it was: five stars once a conversation is resolved, and room for words after one of them was chosen. */
import type { Chat } from '../core/chat'
import type { Thread } from '../core/thread'
import { locale, words } from '../text/language'
import { Form } from './form'

export const Rate = ({ chat, thread }: { chat: Chat; thread: Thread }) => {
  const { rating } = thread
  const question = chat.texts.rating || words.rating
  return (
    <fieldset class="rate">
      <legend>{question}</legend>
      {[1, 2, 3, 4, 5].map((score) => (
        <button
          type="button"
          class="icon"
          aria-label={`${score} / 5`}
          aria-pressed={score === rating?.score}
          onClick={() => chat.rate(thread, score)}
        >
          {rating && score <= rating.score ? '★' : '☆'}
        </button>
      ))}
      {rating && !rating.comment && (
        <Form
          fields={[{ name: 'comment', type: 'textarea', label: { [locale]: words.rateMore }, required: true }]}
          done={words.send}
          send={({ comment }) => chat.rate(thread, rating.score, comment)}
        />
      )}
      <small role="status">{rating && words.sent}</small>
    </fieldset>
  )
}
