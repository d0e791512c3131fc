/** The line that says to whom a transcript was sent, or why it could not be. */
import type { SequencedMessage } from '@/api/types';
import { t } from '@/texts';

interface TranscriptBlock {
  type: 'transcript';
  to: string;
  error: string | null;
}

const isTranscript = (block: unknown): block is TranscriptBlock =>
  typeof block === 'object' && block !== null && 'type' in block && block.type === 'transcript';

export function mailedOf(message: SequencedMessage): string | undefined {
  const found = message.content_blocks?.find(isTranscript);
  return found && (found.error ? t.thread.transcriptFailed(found.to, found.error) : t.thread.transcriptSent(found.to));
}
