/** What is done to the conversation that is open, or to all that are picked. */
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
import { openContactId, openId } from '@/store/route';
import { may, me } from '@/store/session';
import { focusOn, setUi } from '@/store/ui';
import { t } from '@/texts';
import { type Action, hasSomething, isOpen, isPicked, onPicked, withOpen } from './action';

function write(mode: 'reply' | 'note'): void {
  const id = openId();
  if (!id) return;
  setDraft(id, { mode });
  requestAnimationFrame(() => focusOn('composer-text'));
}

function takeAll(): void {
  const user = me()?.user;
  if (user) void assignAll({ id: user.id, name: user.name });
}

const mayChange = () => hasSomething() && may('conversations.change');
const mayAssign = () => mayChange() && may('conversations.assign');
const contactOf = () => openContactId() ?? row(openId() ?? '')?.contact?.id ?? null;
const withContact = (deed: (id: string) => unknown) => () => {
  const id = contactOf();
  if (id) void deed(id);
};
const one = () => isOpen() && !isPicked();

export const conversationActions: Action[] = [
  { id: 'reply', label: () => t.keys.reply, icon: MessageSquare, keys: ['R'], when: isOpen, run: () => write('reply') },
  { id: 'note', label: () => t.keys.note, icon: StickyNote, keys: ['N'], when: isOpen, run: () => write('note') },
  {
    id: 'resolve',
    label: () => t.keys.resolve,
    icon: CircleCheck,
    keys: ['E'],
    when: mayChange,
    run: onPicked(resolveAll, withOpen(resolveOrGoOn)),
  },
  {
    id: 'reopen',
    label: () => t.keys.reopen,
    icon: RotateCcw,
    keys: ['Shift', 'E'],
    when: mayChange,
    run: onPicked(
      () => setStatusOfAll('open'),
      withOpen((id) => setStatus(id, 'open')),
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
      withOpen(() => setUi({ assigning: true })),
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
      withOpen(() => setUi({ picking: 'team' })),
    ),
  },
  {
    id: 'take',
    label: () => t.keys.take,
    icon: UserRoundCheck,
    keys: ['Y'],
    when: mayAssign,
    run: onPicked(takeAll, withOpen(takeIt)),
  },
  {
    id: 'snooze',
    label: () => t.keys.snooze,
    icon: Clock,
    keys: ['S'],
    when: mayChange,
    run: onPicked(
      () => openPicker('snooze'),
      withOpen(() => setUi({ snoozing: true })),
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
      withOpen(() => setUi({ picking: 'priority' })),
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
      withOpen(() => setUi({ picking: 'tags' })),
    ),
  },
  {
    id: 'move',
    label: () => t.header.move,
    icon: ArrowRightLeft,
    when: () => one() && mayMove(row(openId() ?? '')),
    run: withOpen((id) => setUi({ into: { deed: 'move', id } })),
  },
  {
    id: 'macro',
    label: () => t.macros.title,
    icon: Zap,
    keys: ['M'],
    when: () => hasSomething() && mayUseMacros(),
    run: onPicked(
      () => setUi({ macros: { of: null, to: macroTarget() } }),
      () => setUi({ macros: { of: null } }),
    ),
  },
  {
    id: 'share-draft',
    label: () => (draft(openId() ?? '').shared ? t.composer.stopSharing : t.composer.share),
    icon: Users,
    when: () => one() && may('conversations.reply') && draft(openId() ?? '').reply.trim() !== '',
    run: withOpen((id) => setDraft(id, { shared: !draft(id).shared })),
  },
  {
    id: 'merge',
    label: () => t.header.merge,
    icon: Merge,
    when: () => one() && mayMerge(row(openId() ?? '')),
    run: withOpen((id) => setUi({ into: { deed: 'merge', id } })),
  },
  {
    id: 'split',
    label: () => t.header.split,
    icon: Split,
    when: () => one() && maySplit(row(openId() ?? '')) && splitPlaces(openId() ?? '').length > 0,
    run: withOpen((id) => setUi({ splitting: { id, seq: null } })),
  },
  {
    id: 'star',
    label: () => t.keys.star,
    icon: Star,
    keys: ['F'],
    when: hasSomething,
    run: onPicked(() => starAll(true), withOpen(toggleStar)),
  },
  {
    id: 'unread',
    label: () => t.keys.unread,
    icon: BellDot,
    keys: ['U'],
    when: hasSomething,
    run: onPicked(unreadAll, withOpen(unread)),
  },
  { id: 'link', label: () => t.header.copyLink, icon: Link, when: one, run: withOpen(copyLink) },
  {
    id: 'transcript',
    label: () => t.header.transcript,
    icon: FileText,
    when: one,
    run: withOpen(() => setUi({ transcript: true })),
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
