/** Says new messages once to screen readers; the log itself is silent, or its whole history would be read out. */
import { useEffect, useRef, useState } from 'react';
import type { SequencedMessage } from '@/api/types';
import { myId } from '@/store/session';
import { t } from '@/texts';

export function Announcer({ messages }: { messages: readonly SequencedMessage[] }) {
  const last = messages.at(-1);
  const heard = useRef(last?.seq ?? 0);
  const [text, setText] = useState('');
  useEffect(() => {
    if (!last || last.seq <= heard.current) return;
    heard.current = last.seq;
    if (last.author.id !== myId()) setText(t.thread.said(last.author.name, last.content_text || t.list.attachment));
  }, [last]);
  return (
    <div className="hidden" aria-live="polite">
      {text}
    </div>
  );
}
