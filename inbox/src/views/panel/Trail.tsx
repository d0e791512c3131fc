/** The pages a visitor has looked at, newest first; the present one is green while they are there. */
import type { PageView } from '@/api/types';
import { exactTime, shortTime } from '@/components/time';
import { useNow } from '@/store/clock';
import { useLook } from '@/store/look';
import { useVisitor, useVisitorSlowly } from '@/store/visitors';
import { t } from '@/texts';
import { Section } from './Section';

const SHOWN = 8;

export function Trail({ visitorId }: { visitorId: string }) {
  const visitor = useVisitor(visitorId);
  const folded = useLook((look) => look.folded.includes('trail'));
  useVisitorSlowly(folded ? null : visitorId);
  const now = useNow();
  if (!visitor) return null;
  const pages = visitor.pages.slice(0, SHOWN);
  const origin = originOf(pages);
  const live = visitor.online && (
    <span className="live">
      <span className="dot on" />
      {t.panel.live}
    </span>
  );
  return (
    <Section title={t.panel.trail} name="trail" end={live}>
      {pages.length === 0 ? (
        <p className="f3">{t.panel.noTrail}</p>
      ) : (
        <ul className="trail">
          {pages.map((page, index) => (
            <li key={`${page.viewed_at} ${page.url}`} className={index === 0 && visitor.online ? 'now' : ''}>
              <a
                className="cut grow"
                dir="auto"
                href={safe(page.url)}
                target="_blank"
                rel="noopener noreferrer nofollow"
                title={page.url}
              >
                {page.title || pathOf(page.url)}
              </a>
              <span className="trail-time" title={exactTime(page.viewed_at)}>
                {index === 0 && visitor.online ? t.time.now : shortTime(page.viewed_at, now)}
              </span>
            </li>
          ))}
          {origin && (
            <li>
              <span className="cut grow f3">{t.panel.from(origin)}</span>
            </li>
          )}
        </ul>
      )}
    </Section>
  );
}

/** A visitor can claim any address; only web pages become links. */
const safe = (url: string) => (/^https?:\/\//iu.test(url) ? url : undefined);

function pathOf(url: string): string {
  try {
    return new URL(url).pathname;
  } catch {
    return url;
  }
}

/** Where the first page was come to from, if that was another site. */
function originOf(pages: readonly PageView[]): string | null {
  const first = pages.at(-1);
  try {
    const from = new URL(first?.referrer ?? '').hostname;
    return from && from !== new URL(first?.url ?? '').hostname ? from : null;
  } catch {
    return null;
  }
}
