/** Teams: who is in them, and whether they give their conversations out by themselves. */
import { Hexagon } from 'lucide-react';
import type { Team } from '@/api/types';
import { Icon } from '@/components/glyphs';
import { loadTeams, usePeople } from '@/store/people';
import { may } from '@/store/session';
import { s } from '@/texts/settings';
import { teams as hub } from '../api';
import { KeptDeeds, KeptPage } from '../KeptPage';
import { TableRow } from '../Table';
import { TeamDialog } from './TeamDialog';

export function TeamsPage() {
  return (
    <KeptPage
      kind="team-list"
      words={s.teams}
      glyph={Hexagon}
      permission="teams.manage"
      list={hub.list}
      known={usePeople((state) => state.teams)}
      row={(team) => <TeamRow key={team.id} team={team} />}
      dialog={(onClose) => <TeamDialog onClose={onClose} />}
    />
  );
}

function wayOf({ auto_assign: auto, capacity }: Team): string {
  if (!auto) return s.teams.byHand;
  return capacity === null ? s.teams.byTurns : s.teams.upTo(capacity);
}

async function remove(team: Team): Promise<void> {
  await hub.remove(team.id);
  await loadTeams();
}

function TeamRow({ team }: { team: Team }) {
  const glyph = (
    <span className="row-glyph">
      <Icon of={Hexagon} />
    </span>
  );
  return (
    <TableRow glyph={glyph} title={team.name} full={team.name} more={s.teams.memberCount(team.members.length)}>
      <td className="wide-cell">{wayOf(team)}</td>
      <td className="table-deeds">
        {may('teams.manage') && (
          <KeptDeeds
            name={team.name}
            words={s.teams}
            remove={() => remove(team)}
            dialog={(onClose) => <TeamDialog team={team} onClose={onClose} />}
          />
        )}
      </td>
    </TableRow>
  );
}
