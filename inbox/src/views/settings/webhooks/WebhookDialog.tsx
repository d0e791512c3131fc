/** Making or changing a webhook: where, what for, which events; then its secret, this once. */
import { useState } from 'react';
import { Checkbox, CheckboxGroup } from 'react-aria-components';
import type { NewWebhookEndpoint, WebhookEndpoint, WebhookEvent } from '@/api/types';
import { Ask } from '@/components/Ask';
import { Btn } from '@/components/buttons';
import { Field, Toggle } from '@/components/fields';
import { listChanged } from '@/store/news';
import { s } from '@/texts/settings';
import { webhooks } from '../api';
import { CopyField } from '../CopyField';
import { FormDialog } from '../FormDialog';
import { useThere } from '../there';
import { namesOf, ticked, useDraft } from '../useDraft';

interface DialogProps {
  endpoint?: WebhookEndpoint;
  onClose: () => void;
}

export function WebhookDialog({ endpoint, onClose }: DialogProps) {
  const [secret, setSecret] = useState<string | null>(null);
  if (secret) return <SecretShown secret={secret} onClose={onClose} />;
  const shown = (made: NewWebhookEndpoint) => {
    setSecret(made.secret);
    listChanged('webhook-endpoints');
  };
  return <WebhookForm endpoint={endpoint} onClose={onClose} onSecret={shown} />;
}

function SecretShown({ secret, onClose }: { secret: string; onClose: () => void }) {
  const done = (
    <Btn weight="main" onPress={onClose}>
      {s.webhooks.copied}
    </Btn>
  );
  return (
    <Ask title={s.webhooks.secretTitle} isOpen onClose={onClose} urgent actions={done}>
      <p className="dlg-text">{s.webhooks.secretText}</p>
      <CopyField text={secret} label={s.webhooks.secretTitle} />
    </Ask>
  );
}

interface FormProps extends DialogProps {
  onSecret: (made: NewWebhookEndpoint) => void;
}

const editable = (endpoint?: WebhookEndpoint) => ({
  url: endpoint?.url ?? '',
  description: endpoint?.description ?? '',
  events: ticked<WebhookEvent>(endpoint?.events ?? ['message.created']),
  enabled: endpoint?.enabled ?? true,
});

function WebhookForm({ endpoint, onClose, onSecret }: FormProps) {
  const { draft, change, isOvertaken } = useDraft(editable(endpoint));
  const there = useThere(endpoint);
  const { url, description, enabled } = draft;
  const events = namesOf(draft.events);
  const save = async () => {
    const asked = { url: url.trim(), description: description.trim(), events };
    if (!there) return onSecret(await webhooks.create(asked));
    await webhooks.change(there.id, { ...asked, enabled }, there.version);
    listChanged('webhook-endpoints');
    onClose();
  };
  return (
    <FormDialog
      title={endpoint ? s.webhooks.change : s.webhooks.create}
      deed={endpoint ? s.webhooks.save : s.webhooks.make}
      ready={url.trim() !== '' && events.length > 0}
      onSend={save}
      reload={async () => listChanged('webhook-endpoints')}
      isOvertaken={isOvertaken}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <Field
            label={s.webhooks.url}
            help={s.webhooks.urlHelp}
            value={url}
            onChange={(typed) => change({ url: typed })}
            wrong={problem?.field('url') ?? problem?.message}
            autoFocus
          />
          <Field
            label={s.webhooks.description}
            value={description}
            onChange={(typed) => change({ description: typed })}
          />
          <div>
            <span className="label">{s.webhooks.tell}</span>
            <CheckboxGroup
              className="rights"
              aria-label={s.webhooks.tell}
              value={events}
              onChange={(chosen) => change({ events: ticked(chosen as WebhookEvent[]) })}
            >
              {(Object.keys(s.webhooks.events) as WebhookEvent[]).map((event) => (
                <Checkbox key={event} value={event} className="check-line">
                  <span className="check" />
                  <span title={event}>{s.webhooks.events[event]}</span>
                </Checkbox>
              ))}
            </CheckboxGroup>
          </div>
          {there && (
            <>
              <Toggle
                label={s.webhooks.on}
                more={s.webhooks.onMore}
                on={enabled}
                onChange={(on) => change({ enabled: on })}
              />
              <div>
                <Btn className="aside" onPress={() => void webhooks.newSecret(there.id).then(onSecret)}>
                  {s.webhooks.newSecret}
                </Btn>
                <p className="help">{s.webhooks.newSecretMore}</p>
              </div>
            </>
          )}
        </>
      )}
    </FormDialog>
  );
}
