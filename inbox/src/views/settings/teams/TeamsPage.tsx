/** Teams: who is in them, and whether they give their conversations out by themselves. */
import { Hexagon, Plus } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { asProblem } from '@/api/problem';
import type { Team } from '@/api/types';
import { Ask } from '@/components/Ask';
import { Btn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { Empty } from '@/components/states';
import { loadTeams, usePeople } from '@/store/people';
import { may } from '@/store/session';
import { say, warn } from '@/store/toasts';
import { t } from '@/texts';
import { Awaited } from '../Awaited';
import { teams as hub } from '../api';
import { PageHead } from '../PageHead';
import { Table, TableRow } from '../Table';
import { s } from '../texts';
import { useLoaded } from '../useLoaded';
import { TeamDialog } from './TeamDialog';

export function TeamsPage() {
  const loaded = useLoaded(hub.list);
  const [making, setMaking] = useState(false);
  const known = usePeople((state) => state.teams);
  const seen = useRef(known);
  const { again } = loaded;
  useEffect(() => {
    if (seen.current !== known) again();
    seen.current = known;
  }, [known, again]);
  const create = may('teams.manage') && (
    <Btn weight="main" onPress={() => setMaking(true)}>
      <Icon of={Plus} size={15} />
      {s.teams.create}
    </Btn>
  );
  return (
    <>
      <PageHead title={s.teams.title}>{(loaded.value?.length ?? 0) > 0 && create}</PageHead>
      <Awaited loaded={loaded}>
        {(teams) => (teams.length > 0 ? <Teams teams={teams} /> : <NoTeams>{create}</NoTeams>)}
      </Awaited>
      {making && <TeamDialog onClose={() => setMaking(false)} />}
    </>
  );
}

function NoTeams({ children }: { children: ReactNode }) {
  const more = children ? s.teams.noneMore : `${s.teams.noneMore} ${s.teams.noneMay}`;
  return (
    <Empty glyph={<Icon of={Hexagon} size={22} />} title={s.teams.none} text={more}>
      {children && <div className="acts">{children}</div>}
    </Empty>
  );
}

function Teams({ teams }: { teams: readonly Team[] }) {
  return (
    <div className="page-scroll">
      <Table kind="team-list" label={s.teams.title} heads={s.teams.heads}>
        {teams.map((team) => (
          <TeamRow key={team.id} team={team} />
        ))}
      </Table>
    </div>
  );
}

function wayOf({ auto_assign: auto, capacity }: Team): string {
  if (!auto) return s.teams.byHand;
  return capacity === null ? s.teams.byTurns : s.teams.upTo(capacity);
}

function TeamRow({ team }: { team: Team }) {
  return (
    <TableRow
      glyph={
        <span className="row-glyph">
          <Icon of={Hexagon} />
        </span>
      }
      title={team.name}
      full={team.name}
      more={s.teams.memberCount(team.members.length)}
    >
      <td className="wide-cell">{wayOf(team)}</td>
      <td className="table-deeds">{may('teams.manage') && <Deeds team={team} />}</td>
    </TableRow>
  );
}

function Deeds({ team }: { team: Team }) {
  const [changing, setChanging] = useState(false);
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    setAsking(false);
    try {
      await hub.remove(team.id);
      await loadTeams();
      say(s.teams.removed(team.name));
    } catch (error) {
      warn(asProblem(error, t.app.failed).message);
    }
  };
  return (
    <>
      <span className="tag-deeds">
        <Btn size="sm" onPress={() => setChanging(true)} aria-label={`${s.teams.change}: ${team.name}`}>
          {s.teams.change}
        </Btn>
        <Btn size="sm" onPress={() => setAsking(true)} aria-label={`${s.teams.remove}: ${team.name}`}>
          {s.teams.remove}
        </Btn>
      </span>
      {changing && <TeamDialog team={team} onClose={() => setChanging(false)} />}
      <Ask
        title={s.teams.removeTitle(team.name)}
        isOpen={asking}
        onClose={() => setAsking(false)}
        urgent
        actions={
          <>
            <Btn onPress={() => setAsking(false)}>{s.teams.keep}</Btn>
            <Btn weight="bad" onPress={() => void remove()}>
              {s.teams.remove}
            </Btn>
          </>
        }
      >
        <p className="dlg-text">{s.teams.removeText}</p>
      </Ask>
    </>
  );
}
