/** Macros: what all share, and what one keeps for oneself. */
import { Zap } from 'lucide-react';
import { useCustomStatuses } from '@/store/custom-statuses';
import { inWords, loadMacros, useMacros } from '@/store/macros';
import { usePeople } from '@/store/people';
import { useTags } from '@/store/tags';
import { t } from '@/texts';
import { macros as hub } from '../api';
import { ReadyPage } from '../ReadyPage';
import { MacroDialog } from './MacroDialog';

export function MacrosPage() {
  // whom and what they name may come later than themselves
  useTags();
  useCustomStatuses();
  usePeople();
  return (
    <ReadyPage
      words={t.macros}
      glyph={Zap}
      list={hub.list}
      use={useMacros}
      load={loadMacros}
      more={({ text, actions }) => [text, ...actions.map(inWords)].filter(Boolean).join(' · ')}
      dialog={(macro, onClose, onDone) => <MacroDialog macro={macro} onClose={onClose} onDone={onDone} />}
    />
  );
}
