/** The quieter deeds of a conversation: put it away until later, how much it matters, and the rest. */
import {
  AlarmClock,
  ArrowRightLeft,
  BellDot,
  Clock,
  Ellipsis,
  FileText,
  Hexagon,
  Link,
  Merge,
  Split,
  Star,
  Tag,
  UserRound,
  Zap,
} from 'lucide-react';
import { useRef } from 'react';
import { IconBtn } from '@/components/buttons';
import { Choice, ChoiceGroup, ChoiceLine, Choices } from '@/components/Choices';
import { Icon } from '@/components/glyphs';
import { usePhone } from '@/components/media';
import { PaletteChoice } from '@/components/PaletteChoice';
import {
  copyLink,
  mayMerge,
  mayMove,
  maySplit,
  setPriority,
  snooze,
  splitPlaces,
  toggleStar,
  unread,
} from '@/store/deeds';
import { mayUseMacros } from '@/store/macros';
import type { Row } from '@/store/rows';
import { may } from '@/store/session';
import { setUi, useUi } from '@/store/ui';
import { isSnoozed } from '@/store/views';
import { t } from '@/texts';
import { KeyPickers } from './KeyPickers';
import { Priorities, SnoozeTimes } from './LaterAndPriority';
import { StatusChoices } from './StatusButton';

export function SnoozeMenu({ row }: { row: Row }) {
  const open = useUi((ui) => ui.snoozing);
  const asleep = isSnoozed(row);
  return (
    <Choices
      label={t.header.snooze}
      isOpen={open}
      onOpenChange={(snoozing) => setUi({ snoozing })}
      trigger={<IconBtn icon={Clock} label={t.header.snooze} keys={['S']} className={asleep ? 'asleep' : ''} />}
    >
      <SnoozeChoices row={row} />
    </Choices>
  );
}

export function SnoozeChoices({ row }: { row: Row }) {
  return (
    <>
      {isSnoozed(row) && (
        <Choice name={t.header.snoozeNow} glyph={<Icon of={AlarmClock} />} onAction={() => void snooze(row.id, null)}>
          {t.header.snoozeNow}
        </Choice>
      )}
      <SnoozeTimes
        whose="open"
        sleepsUntilReply={row.snoozed_until === 'reply'}
        onTake={(until) => void snooze(row.id, until)}
      />
    </>
  );
}

export function PriorityChoices({ row }: { row: Row }) {
  return <Priorities chosen={row.priority} onTake={(priority) => void setPriority(row.id, priority)} />;
}

export function StarButton({ row }: { row: Row }) {
  return (
    <IconBtn
      icon={Star}
      label={row.starred ? t.header.unstar : t.header.star}
      keys={['F']}
      className={row.starred ? 'starred' : ''}
      onPress={() => void toggleStar(row.id)}
    />
  );
}

export function MoreMenu({ row }: { row: Row }) {
  const button = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={button} className="more-menu">
        <More row={row} />
      </span>
      <KeyPickers row={row} anchor={button} />
    </>
  );
}

function More({ row }: { row: Row }) {
  const phone = usePhone();
  return (
    <Choices label={t.header.more} trigger={<IconBtn icon={Ellipsis} label={t.header.more} />}>
      {phone && may('conversations.change') && (
        <>
          <ChoiceGroup title={t.panel.status}>
            <StatusChoices row={row} />
          </ChoiceGroup>
          <ChoiceLine />
        </>
      )}
      {phone && may('conversations.assign') && (
        <>
          <Choice
            name={t.header.assignTo}
            glyph={<Icon of={UserRound} />}
            onAction={() => requestAnimationFrame(() => setUi({ assigning: true }))}
          >
            {t.header.assignTo}
          </Choice>
          <Choice
            name={t.header.assignTeam}
            glyph={<Icon of={Hexagon} />}
            onAction={() => requestAnimationFrame(() => setUi({ picking: 'team' }))}
          >
            {t.header.assignTeam}
          </Choice>
          <ChoiceLine />
        </>
      )}
      {may('conversations.change') && (
        <>
          <ChoiceGroup title={t.header.priority}>
            <PriorityChoices row={row} />
          </ChoiceGroup>
          <ChoiceLine />
          <ChoiceGroup title={t.header.snooze}>
            <SnoozeChoices row={row} />
          </ChoiceGroup>
          <ChoiceLine />
          <Choice
            name={t.header.tags}
            glyph={<Icon of={Tag} />}
            more={<kbd>T</kbd>}
            onAction={() => requestAnimationFrame(() => setUi({ picking: 'tags' }))}
          >
            {t.header.tags}
          </Choice>
        </>
      )}
      {mayUseMacros() && (
        <Choice
          name={t.macros.title}
          glyph={<Icon of={Zap} />}
          more={<kbd>M</kbd>}
          onAction={() => requestAnimationFrame(() => setUi({ macros: { of: null } }))}
        >
          {t.macros.title}
        </Choice>
      )}
      <ChoiceLine />
      {mayMove(row) && (
        <Choice
          name={t.header.move}
          glyph={<Icon of={ArrowRightLeft} />}
          onAction={() => setUi({ into: { deed: 'move', id: row.id } })}
        >
          {t.header.move}
        </Choice>
      )}
      {mayMerge(row) && (
        <Choice
          name={t.header.merge}
          glyph={<Icon of={Merge} />}
          onAction={() => setUi({ into: { deed: 'merge', id: row.id } })}
        >
          {t.header.merge}
        </Choice>
      )}
      {maySplit(row) && splitPlaces(row.id).length > 0 && (
        <Choice
          name={t.header.split}
          glyph={<Icon of={Split} />}
          onAction={() => requestAnimationFrame(() => setUi({ splitting: { id: row.id, seq: null } }))}
        >
          {t.header.split}
        </Choice>
      )}
      <ChoiceLine />
      <Choice
        name={row.starred ? t.header.unstar : t.header.star}
        glyph={<Icon of={Star} />}
        more={<kbd>F</kbd>}
        onAction={() => void toggleStar(row.id)}
      >
        {row.starred ? t.header.unstar : t.header.star}
      </Choice>
      <Choice
        name={t.header.unread}
        glyph={<Icon of={BellDot} />}
        more={<kbd>U</kbd>}
        onAction={() => void unread(row.id)}
      >
        {t.header.unread}
      </Choice>
      <Choice name={t.header.copyLink} glyph={<Icon of={Link} />} onAction={() => void copyLink(row.id)}>
        {t.header.copyLink}
      </Choice>
      <Choice
        name={t.header.transcript}
        glyph={<Icon of={FileText} />}
        onAction={() => requestAnimationFrame(() => setUi({ transcript: true }))}
      >
        {t.header.transcript}
      </Choice>
      <PaletteChoice />
    </Choices>
  );
}
