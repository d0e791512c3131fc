/** What the visitor said of it once it was resolved. */
import type { SequencedMessage } from '@/api/types';
import { Stars } from '@/components/Stars';
import { t } from '@/texts';
import { number } from '@/texts/language';
import { blockOf } from './blocks';

export interface Rating {
  type: 'rating';
  score: number;
  comment: string | null;
}

export const ratingOf = (message: SequencedMessage) => blockOf<Rating>(message, 'rating');

export function Rated({ rating }: { rating: Rating }) {
  return (
    <span className="rated">
      {t.thread.rated(number(rating.score))} <Stars score={rating.score} />
      {rating.comment && <q dir="auto">{rating.comment}</q>}
    </span>
  );
}
