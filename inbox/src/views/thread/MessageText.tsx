/** What a message says: formatted where it was written so. */
import type { SequencedMessage } from '@/api/types';
import { Named } from '@/components/Named';
import { Rich } from '@/components/Rich';
import { Words } from '@/components/Words';

export function MessageText({ message }: { message: SequencedMessage }) {
  if (message.private && !message.content_html) return <Named text={message.content_text} />;
  if (!message.content_html) return <Words text={message.content_text} />;
  return <Rich html={message.content_html} text={message.content_text} />;
}
