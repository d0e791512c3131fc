/** Canned replies as suggestions, their variables filled in for this conversation. */
import { cannedLike, loadCanned, useCanned } from '@/store/canned';
import type { Row } from '@/store/rows';
import { filled, valuesFor } from '@/store/variables';
import { t } from '@/texts';
import type { Suggestion } from './useSuggestions';

const MOST = 30;

export function cannedSuggestions(row: Row, query: string): Suggestion[] {
  const { items: replies } = useCanned.getState();
  if (!replies) void loadCanned();
  const values = valuesFor(row);
  return cannedLike(replies ?? [], query)
    .slice(0, MOST)
    .map(({ id, name, text, is_shared }) => {
      const words = filled(text, values);
      return { id, name, more: words, words, ...(!is_shared && { mark: t.composer.personal }) };
    });
}
