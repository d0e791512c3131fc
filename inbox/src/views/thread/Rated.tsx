/** What the visitor said of it once it was resolved. */
import type { SequencedMessage } from '@/api/types';
import { Stars } from '@/components/Stars';
import { t } from '@/texts';
import { number } from '@/texts/language';

export interface Rating {
  type: 'rating';
  score: number;
  comment: string | null;
}

const isRating = (block: unknown): block is Rating =>
  typeof block === 'object' && block !== null && 'type' in block && block.type === 'rating';

export const ratingOf = (message: SequencedMessage): Rating | undefined => message.content_blocks?.find(isRating);

export function Rated({ rating }: { rating: Rating }) {
  return (
    <span className="rated">
      {t.thread.rated(number(rating.score))} <Stars score={rating.score} />
      {rating.comment && <q dir="auto">{rating.comment}</q>}
    </span>
  );
}
