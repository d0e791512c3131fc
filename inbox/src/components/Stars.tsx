/** A score of five; the words beside it say the number. */
import { Star } from 'lucide-react';
import { Icon } from './glyphs';

const STEPS = [1, 2, 3, 4, 5];

export function Stars({ score }: { score: number }) {
  return (
    <span className="stars" aria-hidden="true">
      {STEPS.map((step) => (
        <Icon key={step} of={Star} size={13} className={step <= score ? 'on' : ''} />
      ))}
    </span>
  );
}
