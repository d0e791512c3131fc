/** What can be done with one message. */
import { Ellipsis, Split } from 'lucide-react';
import type { SequencedMessage } from '@/api/types';
import { IconBtn } from '@/components/buttons';
import { Choice, Choices } from '@/components/Choices';
import { Icon } from '@/components/glyphs';
import { maySplit, splitPlaces } from '@/store/deeds';
import { useInbox } from '@/store/inbox';
import { setUi } from '@/store/ui';
import { t } from '@/texts';

/** No stop for Tab, as each message would be one: by keyboard the conversation's own menu does it and asks which one. */
export function MessageMenu({ message }: { message: SequencedMessage }) {
  const id = message.conversation_id;
  const may = useInbox(({ rows }) => maySplit(rows.get(id)));
  if (!may || !splitPlaces(id).some(({ seq }) => seq === message.seq)) return null;
  const ask = () => requestAnimationFrame(() => setUi({ splitting: { id, seq: message.seq } }));
  return (
    <Choices
      label={t.thread.messageMenu}
      trigger={
        <IconBtn icon={Ellipsis} size={14} label={t.thread.messageMenu} className="msg-menu" excludeFromTabOrder />
      }
    >
      <Choice name={t.header.split} glyph={<Icon of={Split} />} onAction={ask}>
        {t.header.split}
      </Choice>
    </Choices>
  );
}
