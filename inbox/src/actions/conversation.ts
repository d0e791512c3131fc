/** What is done to the conversation that one stands on, or to all that are picked. */
import {
  ArrowRightLeft,
  BellDot,
  CircleCheck,
  Clock,
  Download,
  Eraser,
  FileText,
  Flag,
  Hexagon,
  Link,
  Merge,
  MessageSquare,
  RotateCcw,
  Split,
  Star,
  StickyNote,
  Tag,
  UserRound,
  UserRoundCheck,
  Users,
  Zap,
} from 'lucide-react';
import { assignAll, resolveAll, setStatusOfAll, starAll, unreadAll } from '@/store/bulk';
import { exportData } from '@/store/contacts';
import {
  copyLink,
  mayMerge,
  mayMove,
  maySplit,
  resolveOrGoOn,
  setStatus,
  splitPlaces,
  takeIt,
  toggleStar,
  unread,
} from '@/store/deeds';
import { draft, setDraft } from '@/store/drafts';
import { row } from '@/store/inbox';
import { mayUseMacros } from '@/store/macros';
import { macroTarget, openPicker } from '@/store/picked';
import { openContactId } from '@/store/route';
import { may, me } from '@/store/session';
import { focusOn, focusSoon, setUi } from '@/store/ui';
import { t } from '@/texts';
import { type Action, hasOne, hasSomething, isPicked, onOne, onOpened, onPicked, standingId } from './action';

const write = (mode: 'reply' | 'note') =>
  onOpened((id) => {
    setDraft(id, { mode });
    requestAnimationFrame(() => focusOn('composer-text') || focusSoon('composer-text'));
  });

function takeAll(): void {
  const user = me()?.user;
  if (user) void assignAll({ id: user.id, name: user.name });
}

const mayChange = () => hasSomething() && may('conversations.change');
const mayAssign = () => mayChange() && may('conversations.assign');
const contactOf = () => openContactId() ?? row(standingId() ?? '')?.contact?.id ?? null;
const withContact = (deed: (id: string) => unknown) => () => {
  const id = contactOf();
  if (id) void deed(id);
};
const one = () => hasOne() && !isPicked();

export const conversationActions: Action[] = [
  { id: 'reply', label: () => t.keys.reply, icon: MessageSquare, keys: ['R'], when: hasOne, run: write('reply') },
  { id: 'note', label: () => t.keys.note, icon: StickyNote, keys: ['N'], when: hasOne, run: write('note') },
  {
    id: 'resolve',
    label: () => t.keys.resolve,
    icon: CircleCheck,
    keys: ['E'],
    when: mayChange,
    run: onPicked(resolveAll, onOne(resolveOrGoOn)),
  },
  {
    id: 'reopen',
    label: () => t.keys.reopen,
    icon: RotateCcw,
    keys: ['Shift', 'E'],
    when: mayChange,
    run: onPicked(
      () => setStatusOfAll('open'),
      onOne((id) => setStatus(id, 'open')),
    ),
  },
  {
    id: 'assign',
    label: () => t.keys.assign,
    icon: UserRound,
    keys: ['A'],
    when: mayAssign,
    run: onPicked(
      () => openPicker('assign'),
      onOpened(() => setUi({ assigning: true })),
    ),
  },
  {
    id: 'team',
    label: () => t.keys.team,
    icon: Hexagon,
    keys: ['Shift', 'A'],
    when: mayAssign,
    run: onPicked(
      () => openPicker('more'),
      onOpened(() => setUi({ picking: 'team' })),
    ),
  },
  {
    id: 'take',
    label: () => t.keys.take,
    icon: UserRoundCheck,
    keys: ['Y'],
    when: mayAssign,
    run: onPicked(takeAll, onOne(takeIt)),
  },
  {
    id: 'snooze',
    label: () => t.keys.snooze,
    icon: Clock,
    keys: ['S'],
    when: mayChange,
    run: onPicked(
      () => openPicker('snooze'),
      onOpened(() => setUi({ snoozing: true })),
    ),
  },
  {
    id: 'priority',
    label: () => t.keys.priority,
    icon: Flag,
    keys: ['P'],
    when: mayChange,
    run: onPicked(
      () => openPicker('priority'),
      onOpened(() => setUi({ picking: 'priority' })),
    ),
  },
  {
    id: 'tags',
    label: () => t.keys.tags,
    icon: Tag,
    keys: ['T'],
    when: mayChange,
    run: onPicked(
      () => openPicker('tags'),
      onOpened(() => setUi({ picking: 'tags' })),
    ),
  },
  {
    id: 'move',
    label: () => t.header.move,
    icon: ArrowRightLeft,
    when: () => one() && mayMove(row(standingId() ?? '')),
    run: onOpened((id) => setUi({ into: { deed: 'move', id } })),
  },
  {
    id: 'macro',
    label: () => t.macros.title,
    icon: Zap,
    keys: ['M'],
    when: () => hasSomething() && mayUseMacros(),
    run: onPicked(
      () => setUi({ macros: { of: null, to: macroTarget() } }),
      onOpened(() => setUi({ macros: { of: null } })),
    ),
  },
  {
    id: 'share-draft',
    label: () => (draft(standingId() ?? '').shared ? t.composer.stopSharing : t.composer.share),
    icon: Users,
    when: () => one() && may('conversations.reply') && draft(standingId() ?? '').reply.trim() !== '',
    run: onOne((id) => setDraft(id, { shared: !draft(id).shared })),
  },
  {
    id: 'merge',
    label: () => t.header.merge,
    icon: Merge,
    when: () => one() && mayMerge(row(standingId() ?? '')),
    run: onOpened((id) => setUi({ into: { deed: 'merge', id } })),
  },
  {
    id: 'split',
    label: () => t.header.split,
    icon: Split,
    when: () => one() && maySplit(row(standingId() ?? '')) && splitPlaces(standingId() ?? '').length > 0,
    run: onOpened((id) => setUi({ splitting: { id, seq: null } })),
  },
  {
    id: 'star',
    label: () => t.keys.star,
    icon: Star,
    keys: ['F'],
    when: hasSomething,
    run: onPicked(() => starAll(true), onOne(toggleStar)),
  },
  {
    id: 'unread',
    label: () => t.keys.unread,
    icon: BellDot,
    keys: ['U'],
    when: hasSomething,
    run: onPicked(unreadAll, onOne(unread)),
  },
  { id: 'link', label: () => t.header.copyLink, icon: Link, when: one, run: onOne(copyLink) },
  {
    id: 'transcript',
    label: () => t.header.transcript,
    icon: FileText,
    when: one,
    run: onOpened(() => setUi({ transcript: true })),
  },
  {
    id: 'export-contact',
    label: () => t.panel.exportData,
    icon: Download,
    when: () => !isPicked() && contactOf() !== null && may('contacts.export'),
    run: withContact(exportData),
  },
  {
    id: 'erase-contact',
    label: () => t.panel.erase,
    icon: Eraser,
    when: () => !isPicked() && contactOf() !== null && may('contacts.erase'),
    run: withContact((id) => setUi({ erasing: id })),
  },
].map((action) => ({ ...action, group: 'conversation' }));
