/** The way to the views where there is no navigation beside the list: the list's own title opens it. */
import {
  AtSign,
  Bookmark,
  ChevronDown,
  CircleUser,
  Clock,
  Flag,
  Hexagon,
  Inbox,
  type LucideIcon,
  Star,
  TextAlignStart,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { Choice, ChoiceGroup, Choices } from '@/components/Choices';
import { Icon } from '@/components/glyphs';
import { useInbox } from '@/store/inbox';
import { usePeople } from '@/store/people';
import { useSaved } from '@/store/saved';
import { type NamedView, sameView, show, useView, type View, viewOf, viewWith } from '@/store/views';
import { t } from '@/texts';
import { countText, own } from './usual';

export const VIEW_GLYPHS = {
  mine: Inbox,
  unassigned: CircleUser,
  open: TextAlignStart,
  mentions: AtSign,
  starred: Star,
  snoozed: Clock,
} satisfies Record<NamedView, LucideIcon>;

interface Line {
  key: string;
  name: string;
  icon: LucideIcon;
  view: View;
  saved?: string;
  count: number | undefined;
  atLeast?: boolean;
}

export function ViewMenu({ children }: { children: ReactNode }) {
  const counts = useInbox((state) => state.counts);
  const teams = usePeople((state) => state.teams);
  const saved = useSaved((state) => state.views);
  return (
    <Choices
      label={t.nav.views}
      placement="bottom start"
      trigger={
        <Button className="view-title">
          {children}
          <Icon of={ChevronDown} size={16} />
        </Button>
      }
    >
      <Lines
        title={t.nav.views}
        lines={own(counts).map(({ key, view, count }) => ({
          key,
          name: key === 'snoozed' ? t.status.snoozed : t.nav[key],
          icon: VIEW_GLYPHS[key],
          view,
          count,
        }))}
      />
      <Lines
        title={t.nav.teams}
        lines={teams.map(({ id, name }) => ({
          key: id,
          name,
          icon: Hexagon,
          view: viewWith({ team: [id] }),
          count: counts?.by_team[id],
        }))}
      />
      <Lines
        title={t.nav.saved}
        lines={saved.map((one) => ({
          key: one.id,
          name: one.name,
          icon: one.is_shared ? Flag : Bookmark,
          view: viewOf(one),
          saved: one.id,
          count: counts?.by_view[one.id],
          atLeast: counts?.at_least.includes(one.id) ?? false,
        }))}
      />
    </Choices>
  );
}

function Lines({ title, lines }: { title: string; lines: Line[] }) {
  const now = useView();
  if (lines.length === 0) return null;
  return (
    <ChoiceGroup title={title}>
      {lines.map(({ key, name, icon, view, saved = null, count, atLeast = false }) => (
        <Choice
          key={key}
          id={key}
          name={name}
          glyph={<Icon of={icon} />}
          more={count ? countText(count, atLeast) : null}
          chosen={now.saved === saved && (saved !== null || sameView(now.view, view))}
          onAction={() => show(view, saved)}
        >
          {name}
        </Choice>
      ))}
    </ChoiceGroup>
  );
}
