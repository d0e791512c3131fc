/** Everything that happened with a person, on every channel, newest first. */
import { ArrowRightLeft, Ban, CircleCheck, type LucideIcon, Merge, Pencil, Split, StickyNote } from 'lucide-react';
import type { Contact, TimelineItem } from '@/api/types';
import { Btn } from '@/components/buttons';
import { ChannelGlyph, Icon } from '@/components/glyphs';
import { exactTime, shortDate } from '@/components/time';
import { useNow } from '@/store/clock';
import { undoMerge } from '@/store/contacts';
import { openConversation } from '@/store/route';
import { may } from '@/store/session';
import { t } from '@/texts';
import { useFieldNames } from './fields';
import { useHistory } from './history';
import { Section } from './Section';

type Deed = Exclude<TimelineItem['kind'], 'conversation'>;

const GLYPH: Record<Deed, LucideIcon> = {
  note: StickyNote,
  changed: Pencil,
  blocked: Ban,
  unblocked: CircleCheck,
  merged: Merge,
  unmerged: Split,
  conversation_moved: ArrowRightLeft,
};

export function History({ contact }: { contact: Contact }) {
  const items = useHistory(contact);
  if (!items || items.length === 0) return null;
  return (
    <Section title={t.panel.history} name="history">
      <ul className="history">
        {items.map((item) => (
          <Line key={item.id} item={item} canUndo={canUndo(items, item)} />
        ))}
      </ul>
    </Section>
  );
}

/** A merge that was not undone since; it has the id of its line. */
function canUndo(items: readonly TimelineItem[], { kind, text, created_at }: TimelineItem): boolean {
  const isUndone = items.some((each) => each.kind === 'unmerged' && each.text === text && each.created_at > created_at);
  return kind === 'merged' && !isUndone && may('contacts.write');
}

function Line({ item, canUndo }: { item: TimelineItem; canUndo: boolean }) {
  const now = useNow();
  const nameOf = useFieldNames();
  const changes = item.changes.map((each) => `${nameOf(each.name)}: ${each.before || '–'} → ${each.after || '–'}`);
  const words = [item.text, ...changes].filter(Boolean).join('; ');
  return (
    <li>
      {item.kind === 'conversation' && item.channel ? (
        <ChannelGlyph channel={item.channel} size={14} />
      ) : (
        <Icon of={GLYPH[item.kind as Deed]} size={14} className="f3" />
      )}
      <span className="grow history-text">
        {item.conversation_id ? (
          <a
            href={`#/c/${item.conversation_id}`}
            onClick={(event) => {
              event.preventDefault();
              if (item.conversation_id) openConversation(item.conversation_id);
            }}
          >
            {t.panel.did[item.kind]}
          </a>
        ) : (
          <span className="med">{t.panel.did[item.kind]}</span>
        )}
        {item.actor && <span className="f3"> · {item.actor.name}</span>}
        {words && (
          <span className="history-words" title={words}>
            {words}
          </span>
        )}
      </span>
      {canUndo && (
        <Btn size="sm" onPress={() => void undoMerge(item.id)}>
          {t.panel.undoMerge}
        </Btn>
      )}
      <span className="trail-time" title={exactTime(item.created_at)}>
        {shortDate(item.created_at, now)}
      </span>
    </li>
  );
}
