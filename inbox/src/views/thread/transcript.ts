/** The line that says to whom a transcript was sent, or why it could not be. */
import type { Failure, SequencedMessage } from '@/api/types';
import { whyOf } from '@/components/failure';
import { t } from '@/texts';
import { blockOf } from './blocks';

interface TranscriptBlock {
  type: 'transcript';
  to: string;
  error: string | null;
  /** Lines of older versions have none. */
  failure?: Failure | null;
}

export function mailedOf(message: SequencedMessage): string | undefined {
  const found = blockOf<TranscriptBlock>(message, 'transcript');
  if (!found?.error) return found && t.thread.transcriptSent(found.to);
  return t.thread.transcriptFailed(found.to, whyOf(found.failure, found.error));
}
