/** What a system line says beside its words: the first of its `content_blocks` that is of one of these types. */
import type { SequencedMessage } from '@/api/types';

export function blockOf<Block extends { type: string }>(
  message: SequencedMessage,
  ...types: Block['type'][]
): Block | undefined {
  const isOne = (block: unknown): block is Block =>
    typeof block === 'object' && block !== null && 'type' in block && types.some((type) => type === block.type);
  return message.content_blocks?.find(isOne);
}
