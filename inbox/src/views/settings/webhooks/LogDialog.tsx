/** What a webhook was told and what it said to that: tested, looked into, told once more. */
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { asProblem } from '@/api/problem';
import type { Page, WebhookDelivery, WebhookEndpoint } from '@/api/types';
import { Ask } from '@/components/Ask';
import { Btn } from '@/components/buttons';
import { exactTime, shortTime } from '@/components/time';
import { useNow } from '@/store/clock';
import { listChanged } from '@/store/news';
import { say, warn } from '@/store/toasts';
import { t } from '@/texts';
import { s } from '@/texts/settings';
import { Awaited } from '../Awaited';
import { webhooks } from '../api';
import { useLoaded } from '../useLoaded';

const LOOK_EVERY = 2_000;
const DAY = 86_400_000;

interface LogProps {
  endpoint: WebhookEndpoint;
  onClose: () => void;
}

/** A program that was asked to answer a test and did not, or not with a yes. */
class Deaf extends Error {}

type Deliveries = Page<WebhookDelivery>;

/** As many pages as make up `count`: what was opened further down stays there while others are being told. */
async function load(id: string, count: number): Promise<Deliveries> {
  let found = await webhooks.log(id);
  while (found.next_cursor && found.items.length < count) found = await withNext(id, found);
  return found;
}

async function withNext(id: string, { items, next_cursor: cursor }: Deliveries): Promise<Deliveries> {
  const next = await webhooks.log(id, cursor ?? undefined);
  return { ...next, items: [...items, ...next.items] };
}

export function LogDialog({ endpoint, onClose }: LogProps) {
  const shown = useRef(0);
  const loaded = useLoaded(useCallback(() => load(endpoint.id, shown.current), [endpoint.id]));
  const { value: page, set, again } = loaded;
  shown.current = page?.items.length ?? 0;
  const waiting = page?.items.some((delivery) => delivery.state === 'pending') ?? false;
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(again, LOOK_EVERY);
    return () => clearInterval(timer);
  }, [waiting, again]);
  /** `deed` says what came of it; what it throws is a warning. */
  const attempt = async (deed: () => Promise<string>) => {
    try {
      say(await deed());
    } catch (error) {
      warn(error instanceof Deaf ? error.message : asProblem(error, t.app.failed).message);
    }
    again();
    listChanged('webhook-endpoints');
  };
  const test = () =>
    attempt(async () => {
      const { response_status: status } = await webhooks.test(endpoint.id);
      if (status === null) throw new Deaf(s.webhooks.nobody);
      if (status >= 300) throw new Deaf(s.webhooks.answered(status));
      return s.webhooks.answered(status);
    });
  const replayFailed = () =>
    attempt(async () => s.webhooks.replayed((await webhooks.replayFailed(endpoint.id, Date.now() - 30 * DAY)).count));
  const more = async (from: Deliveries) => {
    set(await withNext(endpoint.id, from));
  };
  const buttons = (
    <>
      <Btn onPress={onClose}>{s.webhooks.close}</Btn>
      {page?.items.some((delivery) => delivery.state === 'failed') && (
        <Btn onPress={() => void replayFailed()}>{s.webhooks.replayFailed}</Btn>
      )}
      <Btn weight="main" onPress={() => void test()}>
        {s.webhooks.test}
      </Btn>
    </>
  );
  return (
    <Ask title={s.webhooks.logTitle} isOpen onClose={onClose} actions={buttons} wide>
      <p className="dlg-text cut" title={endpoint.url}>
        <bdi>{endpoint.url}</bdi>
      </p>
      <Awaited loaded={loaded}>
        {(found) =>
          found.items.length === 0 ? (
            <p className="dlg-text">{s.webhooks.logNone}</p>
          ) : (
            <div className="deliveries">
              {found.items.map((delivery) => (
                <Delivery
                  key={delivery.id}
                  delivery={delivery}
                  onReplay={() =>
                    void attempt(async () => {
                      await webhooks.replay(delivery.id);
                      return s.webhooks.replayed(1);
                    })
                  }
                />
              ))}
              {found.next_cursor && <Btn onPress={() => void more(found)}>{s.letters.more}</Btn>}
            </div>
          )
        }
      </Awaited>
    </Ask>
  );
}

function Delivery({ delivery, onReplay }: { delivery: WebhookDelivery; onReplay: () => void }) {
  const [open, setOpen] = useState(false);
  const now = useNow();
  const tone = { delivered: 'ok', pending: '', failed: 'bad' }[delivery.state];
  const said = delivery.response_status ?? delivery.error ?? s.webhooks.notTried;
  return (
    <div className="delivery">
      <div className="line">
        <button type="button" className="delivery-open" aria-expanded={open} onClick={() => setOpen(!open)}>
          <span className="mono cut">{delivery.event}</span>
          <span className="f3 cut" title={exactTime(delivery.created_at)}>
            {shortTime(delivery.created_at, now)} · <bdi>{said}</bdi> · {s.webhooks.tries(delivery.attempts)}
          </span>
        </button>
        <span className={`chip ${tone}`}>{s.webhooks.states[delivery.state]}</span>
      </div>
      {open && <Opened delivery={delivery}>{delivery.state !== 'pending' && <Replay onReplay={onReplay} />}</Opened>}
    </div>
  );
}

function Replay({ onReplay }: { onReplay: () => void }) {
  return (
    <Btn size="sm" onPress={onReplay}>
      {s.webhooks.replay}
    </Btn>
  );
}

function Opened({ delivery, children }: { delivery: WebhookDelivery; children: ReactNode }) {
  const loaded = useLoaded(useCallback(() => webhooks.delivery(delivery.id), [delivery.id]));
  return (
    <Awaited loaded={loaded}>
      {(opened) => (
        <div className="stack">
          <Block label={s.webhooks.body} text={opened.body} />
          <Block label={s.webhooks.answer} text={opened.response_body || opened.error || s.webhooks.noAnswer} />
          <div className="line">
            <span className="f3">{opened.duration_ms !== null && s.webhooks.took(opened.duration_ms)}</span>
            {children}
          </div>
        </div>
      )}
    </Awaited>
  );
}

function Block({ label, text }: { label: string; text: string }) {
  return (
    <section aria-label={label}>
      <span className="label">{label}</span>
      {/* It scrolls, so the keyboard has to reach it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region */}
      <pre className="letter mono" tabIndex={0}>
        {text}
      </pre>
    </section>
  );
}
