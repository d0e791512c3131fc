/** The teams that a conversation can be given to. */
import { CircleOff, Hexagon, Plus } from 'lucide-react';
import { Choice } from '@/components/Choices';
import { Icon } from '@/components/glyphs';
import { assignTeam } from '@/store/deeds';
import { usePeople } from '@/store/people';
import { go } from '@/store/route';
import type { Row } from '@/store/rows';
import { may } from '@/store/session';
import { t } from '@/texts';

export function TeamChoices({ row }: { row: Row }) {
  const teams = usePeople((state) => state.teams);
  if (teams.length === 0) return <NoTeams />;
  return (
    <>
      {teams.map(({ id, name }) => (
        <Choice
          key={id}
          name={name}
          glyph={<Icon of={Hexagon} />}
          chosen={row.team_id === id}
          onAction={() => void assignTeam(row.id, id)}
        >
          {name}
        </Choice>
      ))}
      {row.team_id && (
        <Choice name={t.panel.noTeam} glyph={<Icon of={CircleOff} />} onAction={() => void assignTeam(row.id, null)}>
          {t.panel.noTeam}
        </Choice>
      )}
    </>
  );
}

function NoTeams() {
  return (
    <>
      <Choice name={t.header.noTeams} isDisabled>
        {t.header.noTeams}
      </Choice>
      {may('teams.manage') && (
        <Choice name={t.header.makeTeam} glyph={<Icon of={Plus} />} onAction={() => go('#/settings/teams')}>
          {t.header.makeTeam}
        </Choice>
      )}
    </>
  );
}
