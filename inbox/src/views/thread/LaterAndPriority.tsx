/** Until when to put conversations away, and how much they matter: for one that is open, or for all that are picked. */
import { CalendarClock, Clock, MessageCircleReply } from 'lucide-react';
import type { Priority } from '@/api/types';
import { Choice } from '@/components/Choices';
import { Icon, PriorityGlyph } from '@/components/glyphs';
import { soonTime } from '@/components/time';
import { snoozeTimes } from '@/store/deeds';
import { setUi } from '@/store/ui';
import { t } from '@/texts';

interface SnoozeProps {
  /** Whose time is asked for in words of one's own: the open conversation's, or that of all that are picked. */
  whose: 'open' | 'picked';
  sleepsUntilReply?: boolean;
  onTake: (until: string) => void;
}

export function SnoozeTimes({ whose, sleepsUntilReply = false, onTake }: SnoozeProps) {
  const now = Date.now();
  return (
    <>
      {snoozeTimes(now).map(({ label, until }) => (
        <Choice
          key={label}
          name={label}
          glyph={<Icon of={Clock} />}
          more={soonTime(until, now)}
          onAction={() => onTake(until)}
        >
          {label}
        </Choice>
      ))}
      <Choice
        name={t.header.snoozeReply}
        glyph={<Icon of={MessageCircleReply} />}
        chosen={sleepsUntilReply}
        onAction={() => onTake('reply')}
      >
        {t.header.snoozeReply}
      </Choice>
      <Choice
        name={t.header.snoozePick}
        glyph={<Icon of={CalendarClock} />}
        onAction={() => requestAnimationFrame(() => setUi({ asksTime: whose }))}
      >
        {t.header.snoozePick}
      </Choice>
    </>
  );
}

const PRIORITIES: Priority[] = ['urgent', 'high', 'normal', 'low'];

interface PriorityProps {
  chosen?: Priority;
  onTake: (priority: Priority) => void;
}

export function Priorities({ chosen, onTake }: PriorityProps) {
  return PRIORITIES.map((priority) => (
    <Choice
      key={priority}
      name={t.priority[priority]}
      glyph={<PriorityGlyph priority={priority} />}
      chosen={priority === chosen}
      onAction={() => onTake(priority)}
    >
      {t.priority[priority]}
    </Choice>
  ));
}
