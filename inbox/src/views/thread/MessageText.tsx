/** What a message says: formatted where it was written so. */
import type { SequencedMessage } from '@/api/types';
import { Named } from '@/components/Named';
import { Said } from '@/components/Rich';

export function MessageText({ message }: { message: SequencedMessage }) {
  if (message.private && !message.content_html) return <Named text={message.content_text} />;
  return <Said html={message.content_html} text={message.content_text} />;
}
