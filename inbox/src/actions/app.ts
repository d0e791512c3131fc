/** Where to go, and how the app is. */
import {
  AtSign,
  ChartColumn,
  CircleUser,
  Inbox,
  Keyboard,
  PanelLeft,
  PanelRight,
  Star,
  TextAlignStart,
  Undo2,
} from 'lucide-react';
import { isPhone } from '@/components/media';
import { setLook, useLook } from '@/store/look';
import { go } from '@/store/route';
import { hasDashboard } from '@/store/session';
import { undoLast } from '@/store/toasts';
import { setUi, useUi } from '@/store/ui';
import { type NamedView, named, show } from '@/store/views';
import { t } from '@/texts';
import { type Action, inInbox, isOpen } from './action';

function showView(name: NamedView): void {
  show(named[name]);
  // a phone shows the list or the conversation
  if (!inInbox() || isPhone()) go('#/');
}

function togglePanel(): void {
  if (matchMedia('(min-width: 1280px)').matches) setLook({ panel: !useLook.getState().panel });
  else setUi({ drawer: !useUi.getState().drawer });
}

export const placeActions: Action[] = [
  { id: 'mine', label: () => t.keys.mine, icon: Inbox, keys: ['G', 'I'], run: () => showView('mine') },
  { id: 'mentions', label: () => t.keys.mentions, icon: AtSign, keys: ['G', 'M'], run: () => showView('mentions') },
  {
    id: 'unassigned',
    label: () => t.keys.unassigned,
    icon: CircleUser,
    keys: ['G', 'U'],
    run: () => showView('unassigned'),
  },
  { id: 'all', label: () => t.keys.all, icon: TextAlignStart, keys: ['G', 'A'], run: () => showView('open') },
  {
    id: 'reports',
    label: () => t.keys.reports,
    icon: ChartColumn,
    keys: ['G', 'D'],
    when: hasDashboard,
    run: () => go('#/reports'),
  },
  { id: 'starred', label: () => t.keys.starred, icon: Star, run: () => showView('starred') },
].map((action) => ({ ...action, group: 'go' }));

export const appActions: Action[] = [
  { id: 'undo', label: () => t.keys.undo, icon: Undo2, keys: ['Z'], run: undoLast },
  {
    id: 'navigation',
    label: () => t.keys.nav,
    icon: PanelLeft,
    keys: ['['],
    when: inInbox,
    run: () => setLook({ wideNav: !useLook.getState().wideNav }),
  },
  { id: 'panel', label: () => t.keys.panel, icon: PanelRight, keys: [']'], when: isOpen, run: togglePanel },
  { id: 'keys', label: () => t.keys.title, icon: Keyboard, keys: ['?'], run: () => setUi({ keySheet: true }) },
].map((action) => ({ ...action, group: 'app' }));
