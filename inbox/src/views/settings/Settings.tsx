/** Settings; nothing of them is loaded before they are opened. */
import '@/styles/settings.css';
import '@/styles/settings-form.css';
import '@/styles/settings-table.css';
import '@/styles/settings-profile.css';
import '@/styles/settings-widget.css';
import '@/styles/settings-keys.css';
import '@/styles/settings-letters.css';
import '@/styles/settings-tags.css';
import '@/styles/settings-webhooks.css';
import '@/styles/settings-hours.css';
import '@/styles/preview.css';
import {
  Building2,
  CalendarClock,
  CircleDot,
  Hexagon,
  KeyRound,
  ListPlus,
  type LucideIcon,
  MailX,
  MessageSquare,
  MessageSquareText,
  ScrollText,
  SearchX,
  ShieldCheck,
  Tag,
  ToggleRight,
  UserRound,
  UsersRound,
  Webhook,
  Zap,
} from 'lucide-react';
import { type ComponentType, useEffect } from 'react';
import type { Permission } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { usePhone } from '@/components/media';
import { Empty } from '@/components/states';
import { go, useRoute } from '@/store/route';
import { may } from '@/store/session';
import { t } from '@/texts';
import { s } from '@/texts/settings';
import { AttributesPage } from './attributes/AttributesPage';
import { AuditPage } from './audit/AuditPage';
import { FeaturesPage } from './features/FeaturesPage';
import { HoursPage } from './hours/HoursPage';
import { ApiKeysPage } from './keys/ApiKeysPage';
import { DeadLettersPage } from './letters/DeadLettersPage';
import { MacrosPage } from './macros/MacrosPage';
import { ProfilePage } from './ProfilePage';
import { CannedRepliesPage } from './replies/CannedRepliesPage';
import { RolesPage } from './roles/RolesPage';
import { StatusesPage } from './statuses/StatusesPage';
import { TagsPage } from './tags/TagsPage';
import { PeoplePage } from './team/PeoplePage';
import { TeamsPage } from './teams/TeamsPage';
import { WebhooksPage } from './webhooks/WebhooksPage';
import { WidgetsPage } from './widget/WidgetsPage';
import { WorkspacePage } from './workspace/WorkspacePage';

export interface SettingsEntry {
  page: string;
  group: string;
  title: string;
  icon: LucideIcon;
  needs: Permission | null;
  Page: ComponentType<{ id: string | null }>;
}

const entries = (): SettingsEntry[] => [
  { page: 'profile', group: s.nav.you, title: s.nav.profile, icon: UserRound, needs: null, Page: ProfilePage },
  {
    page: 'workspace',
    group: s.nav.workspace,
    title: s.nav.workspace,
    icon: Building2,
    needs: null,
    Page: WorkspacePage,
  },
  {
    page: 'team',
    group: s.nav.workspace,
    title: s.nav.people,
    icon: UsersRound,
    needs: 'users.read',
    Page: PeoplePage,
  },
  {
    page: 'teams',
    group: s.nav.workspace,
    title: s.nav.teams,
    icon: Hexagon,
    needs: 'users.read',
    Page: TeamsPage,
  },
  {
    page: 'hours',
    group: s.nav.workspace,
    title: s.nav.hours,
    icon: CalendarClock,
    needs: null,
    Page: HoursPage,
  },
  {
    page: 'roles',
    group: s.nav.workspace,
    title: s.nav.roles,
    icon: ShieldCheck,
    needs: 'roles.manage',
    Page: RolesPage,
  },
  {
    page: 'features',
    group: s.nav.workspace,
    title: s.nav.features,
    icon: ToggleRight,
    needs: 'features.manage',
    Page: FeaturesPage,
  },
  {
    page: 'tags',
    group: s.nav.workspace,
    title: s.nav.tags,
    icon: Tag,
    needs: 'conversations.read_own',
    Page: TagsPage,
  },
  {
    page: 'statuses',
    group: s.nav.workspace,
    title: s.nav.statuses,
    icon: CircleDot,
    needs: 'conversations.read_own',
    Page: StatusesPage,
  },
  {
    page: 'contact-attributes',
    group: s.nav.workspace,
    title: s.nav.attributes,
    icon: ListPlus,
    needs: 'contacts.read',
    Page: AttributesPage,
  },
  {
    page: 'canned-replies',
    group: s.nav.writing,
    title: s.nav.replies,
    icon: MessageSquareText,
    needs: 'conversations.read_own',
    Page: CannedRepliesPage,
  },
  {
    page: 'macros',
    group: s.nav.writing,
    title: t.macros.title,
    icon: Zap,
    needs: 'conversations.read_own',
    Page: MacrosPage,
  },
  {
    page: 'widgets',
    group: s.nav.channels,
    title: s.nav.widgets,
    icon: MessageSquare,
    needs: 'widgets.read',
    Page: WidgetsPage,
  },
  {
    page: 'dead-letters',
    group: s.nav.channels,
    title: s.nav.letters,
    icon: MailX,
    needs: 'channels.manage',
    Page: DeadLettersPage,
  },
  {
    page: 'api-keys',
    group: s.nav.developers,
    title: s.nav.apiKeys,
    icon: KeyRound,
    needs: 'api_keys.manage',
    Page: ApiKeysPage,
  },
  {
    page: 'webhooks',
    group: s.nav.developers,
    title: s.nav.webhooks,
    icon: Webhook,
    needs: 'webhooks.manage',
    Page: WebhooksPage,
  },
  {
    page: 'audit-log',
    group: s.nav.developers,
    title: s.nav.audit,
    icon: ScrollText,
    needs: 'audit.read',
    Page: AuditPage,
  },
];

/** The pages that this agent may open. */
export const pagesAllowed = () => entries().filter((entry) => entry.needs === null || may(entry.needs));

export default function Settings() {
  const route = useRoute((state) => state.route);
  const phone = usePhone();
  const wanted = route.name === 'settings' ? route.page : null;
  const allowed = pagesAllowed();
  const first = (may('widgets.manage') && allowed.find((entry) => entry.page === 'widgets')) || allowed[0];
  const open = allowed.find((entry) => entry.page === wanted) ?? (phone || wanted ? undefined : first);
  const lost = wanted !== null && !open;
  useEffect(() => {
    if (!phone && !wanted && first) go(`#/settings/${first.page}`, { replace: true });
  }, [phone, wanted, first]);
  return (
    <div className="settings" data-pane={open || lost ? 'page' : 'list'}>
      <SettingsNav entries={allowed} open={open?.page ?? null} />
      {open && (
        <section className="settings-page" aria-label={open.title}>
          <open.Page key={open.page} id={route.name === 'settings' ? route.id : null} />
        </section>
      )}
      {lost && <NoPage />}
    </div>
  );
}

function NoPage() {
  return (
    <section className="settings-page" aria-label={s.noPage}>
      <Empty glyph={<Icon of={SearchX} size={22} />} title={s.noPage} text={s.noPageMore}>
        <div className="acts">
          <Btn weight="main" onPress={() => go('#/settings')}>
            {s.allPages}
          </Btn>
        </div>
      </Empty>
    </section>
  );
}

function SettingsNav({ entries, open }: { entries: SettingsEntry[]; open: string | null }) {
  const groups = [...new Set(entries.map((entry) => entry.group))];
  return (
    <nav className="snav" aria-label={t.nav.settings}>
      <div className="bar">
        <h1>{t.nav.settings}</h1>
      </div>
      {groups.map((group) => (
        <div key={group}>
          <h2 className="snav-h">{group}</h2>
          {entries
            .filter((entry) => entry.group === group)
            .map((entry) => (
              <button
                key={entry.page}
                type="button"
                data-page={entry.page}
                className={`snav-it ${entry.page === open ? 'on' : ''}`}
                aria-current={entry.page === open ? 'page' : undefined}
                onClick={() => go(`#/settings/${entry.page}`)}
              >
                <Icon of={entry.icon} />
                {entry.title}
              </button>
            ))}
        </div>
      ))}
    </nav>
  );
}
