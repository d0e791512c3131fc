/** The line that says to whom a transcript was sent, or why it could not be. */
import type { SequencedMessage } from '@/api/types';
import { t } from '@/texts';
import { blockOf } from './blocks';

interface TranscriptBlock {
  type: 'transcript';
  to: string;
  error: string | null;
}

export function mailedOf(message: SequencedMessage): string | undefined {
  const found = blockOf<TranscriptBlock>(message, 'transcript');
  return found && (found.error ? t.thread.transcriptFailed(found.to, found.error) : t.thread.transcriptSent(found.to));
}
