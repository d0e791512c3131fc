/** Writing a canned reply: its name, its words, the variables that may stand in them, and whose it is. */
import type { CannedReply } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Field, Toggle } from '@/components/fields';
import { loadCanned } from '@/store/canned';
import { may } from '@/store/session';
import { say } from '@/store/toasts';
import { s } from '@/texts/settings';
import { cannedReplies } from '../api';
import { FormDialog } from '../FormDialog';
import { useThere } from '../there';
import { useDraft } from '../useDraft';
import { WordsField } from '../WordsField';

interface DialogProps {
  reply: CannedReply | null;
  onClose: () => void;
  onDone: () => void;
}

export function CannedReplyDialog({ reply, onClose, onDone }: DialogProps) {
  const there = useThere(reply);
  const { draft, change, isOvertaken } = useDraft({
    name: reply?.name ?? '',
    text: reply?.text ?? '',
    shared: reply?.is_shared ?? may('canned_replies.manage'),
  });
  const { name, text, shared } = draft;
  const save = async () => {
    const asked = { name: name.trim(), text, is_shared: shared };
    await (there ? cannedReplies.change(there.id, asked, there.version) : cannedReplies.create(asked));
    onDone();
  };
  const remove = async () => {
    if (!reply) return;
    await cannedReplies.remove(reply.id);
    onDone();
    say(s.replies.removed(reply.name));
  };
  return (
    <FormDialog
      title={reply?.name ?? s.replies.create}
      deed={s.replies.save}
      ready={name.trim() !== '' && text.trim() !== ''}
      onSend={save}
      reload={loadCanned}
      isOvertaken={isOvertaken}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <Field
            label={s.replies.name}
            help={s.replies.nameHelp}
            value={name}
            onChange={(typed) => change({ name: typed })}
            wrong={problem?.field('name') ?? problem?.message}
            autoFocus
          />
          <WordsField
            label={s.replies.text}
            insert={s.replies.insert}
            rows={7}
            value={text}
            onChange={(typed) => change({ text: typed })}
            wrong={problem?.field('text')}
          />
          {may('canned_replies.manage') && (
            <Toggle
              label={s.replies.share}
              more={s.replies.shareMore}
              on={shared}
              onChange={(on) => change({ shared: on })}
            />
          )}
          {there && (
            <Btn className="aside" onPress={() => void remove()}>
              {s.replies.remove}
            </Btn>
          )}
        </>
      )}
    </FormDialog>
  );
}
