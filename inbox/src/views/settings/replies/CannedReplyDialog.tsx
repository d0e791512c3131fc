/** Writing a canned reply: its name, its words, the variables that may stand in them, and whose it is. */
import { useState } from 'react';
import type { CannedReply, Variable } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Field, Toggle } from '@/components/fields';
import { may } from '@/store/session';
import { say } from '@/store/toasts';
import { unfilled } from '@/store/variables';
import { s } from '@/texts/settings';
import { cannedReplies } from '../api';
import { FormDialog } from '../FormDialog';

const variables = () => Object.keys(s.replies.variables) as Variable[];

interface DialogProps {
  reply: CannedReply | null;
  onClose: () => void;
  onDone: () => void;
}

export function CannedReplyDialog({ reply, onClose, onDone }: DialogProps) {
  const [name, setName] = useState(reply?.name ?? '');
  const [text, setText] = useState(reply?.text ?? '');
  const [shared, setShared] = useState(reply?.is_shared ?? may('canned_replies.manage'));
  const save = async () => {
    const asked = { name: name.trim(), text, is_shared: shared };
    await (reply ? cannedReplies.change(reply.id, asked) : cannedReplies.create(asked));
    onDone();
  };
  const remove = async () => {
    if (!reply) return;
    await cannedReplies.remove(reply.id);
    onDone();
    say(s.replies.removed(reply.name));
  };
  const known = new Set<string>(variables().map((variable) => `{{${variable}}}`));
  const unknown = unfilled(text).filter((written) => !known.has(written.replace(/\s/g, '')));
  return (
    <FormDialog
      title={reply?.name ?? s.replies.create}
      deed={s.replies.save}
      ready={name.trim() !== '' && text.trim() !== ''}
      onSend={save}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <Field
            label={s.replies.name}
            help={s.replies.nameHelp}
            value={name}
            onChange={setName}
            wrong={problem?.field('name') ?? problem?.message}
            autoFocus
          />
          <Field
            label={s.replies.text}
            rows={7}
            value={text}
            onChange={setText}
            wrong={unknown.length > 0 ? s.replies.unknown(unknown.join(', ')) : problem?.field('text')}
          />
          <div className="chips" role="group" aria-label={s.replies.insert}>
            {variables().map((variable) => (
              <Btn key={variable} size="sm" onPress={() => setText(`${text}{{${variable}}}`)}>
                {s.replies.variables[variable]}
              </Btn>
            ))}
          </div>
          {may('canned_replies.manage') && (
            <Toggle label={s.replies.share} more={s.replies.shareMore} on={shared} onChange={setShared} />
          )}
          {reply && (
            <Btn className="aside" onPress={() => void remove()}>
              {s.replies.remove}
            </Btn>
          )}
        </>
      )}
    </FormDialog>
  );
}
