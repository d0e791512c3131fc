/** Webhooks: programs of the workspace that are told what happened, and whether they listen. */
import { Webhook as WebhookGlyph } from 'lucide-react';
import { useState } from 'react';
import type { WebhookEndpoint } from '@/api/types';
import { Btn } from '@/components/buttons';
import { Icon } from '@/components/glyphs';
import { listChanged, useNews } from '@/store/news';
import { s } from '@/texts/settings';
import { webhooks } from '../api';
import { KeptDeeds, KeptPage } from '../KeptPage';
import { TableRow } from '../Table';
import { LogDialog } from './LogDialog';
import { WebhookDialog } from './WebhookDialog';

export function WebhooksPage() {
  return (
    <KeptPage
      kind="webhooks"
      words={s.webhooks}
      glyph={WebhookGlyph}
      permission="webhooks.manage"
      list={webhooks.list}
      known={useNews((heard) => heard['webhook-endpoints'])}
      row={(endpoint) => <WebhookRow key={endpoint.id} endpoint={endpoint} />}
      dialog={(onClose) => <WebhookDialog onClose={onClose} />}
    />
  );
}

async function remove(endpoint: WebhookEndpoint): Promise<void> {
  await webhooks.remove(endpoint.id);
  listChanged('webhook-endpoints');
}

function WebhookRow({ endpoint }: { endpoint: WebhookEndpoint }) {
  const [open, setOpen] = useState(false);
  const glyph = (
    <span className="row-glyph">
      <Icon of={WebhookGlyph} />
    </span>
  );
  return (
    <TableRow
      glyph={glyph}
      title={endpoint.description || endpoint.url}
      full={endpoint.url}
      more={endpoint.description ? endpoint.url : endpoint.events.join(', ')}
      off={!endpoint.enabled}
    >
      <td>
        <State endpoint={endpoint} />
      </td>
      <td className="table-deeds">
        <span className="kept-deeds">
          <Btn size="sm" onPress={() => setOpen(true)} aria-label={`${s.webhooks.log}: ${endpoint.url}`}>
            {s.webhooks.log}
          </Btn>
          <KeptDeeds
            name={endpoint.description || endpoint.url}
            words={s.webhooks}
            remove={() => remove(endpoint)}
            dialog={(onClose) => <WebhookDialog endpoint={endpoint} onClose={onClose} />}
          />
        </span>
        {open && <LogDialog endpoint={endpoint} onClose={() => setOpen(false)} />}
      </td>
    </TableRow>
  );
}

function State({ endpoint }: { endpoint: WebhookEndpoint }) {
  if (endpoint.switched_off) return <span className="chip bad">{s.webhooks.switchedOff[endpoint.switched_off]}</span>;
  if (!endpoint.enabled) return <span className="chip">{s.webhooks.off}</span>;
  if (endpoint.failing_since) return <span className="chip bad">{s.webhooks.failing}</span>;
  return <span className="chip ok">{s.webhooks.on}</span>;
}
