/** The chat itself, as somebody sees it who comes for the first time, given the settings as they are being changed. */
import type { WidgetConfig } from '@widget/config';
import { ChevronDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Widget } from '@/api/types';
import { Segments } from '@/components/fields';
import { Icon } from '@/components/glyphs';
import { useLook } from '@/store/look';
import { usePeople } from '@/store/people';
import type { Language } from '@/texts/language';
import { s } from '@/texts/settings';
import { widgets } from '../api';
import { isColour, wordsOn } from './colour';
import type { Editable } from './draft';

type Scene = 'first' | 'away';

const SCENES = (['first', 'away'] as const).map((value) => ({ value, text: s.widget.scenes[value] }));

const FACES = 3;

interface PreviewProps {
  widget: Widget;
  draft: Editable;
  language: Language;
}

export function Preview({ widget, draft, language }: PreviewProps) {
  const [scene, setScene] = useState<Scene>('first');
  const appTheme = useLook((look) => look.theme);
  const { color, mode, side } = draft.theme;
  const fill = isColour(color) ? color : '#0b6a74';
  const colours = { '--chat': fill, '--chat-words': wordsOn(fill) } as React.CSSProperties;
  const shown = document.documentElement.dataset.theme;
  const theme = mode === 'auto' ? (appTheme === 'auto' ? shown : appTheme) : mode;
  const config = useFace(widget, { ...draft, theme: { ...draft.theme, color: fill } }, scene === 'first');
  return (
    <aside className="preview" aria-label={s.widget.preview}>
      <div className="bar">
        <h2 className="grow">{s.widget.preview}</h2>
        <Segments label={s.widget.preview} value={scene} options={SCENES} onChange={setScene} />
      </div>
      <div className="stage" data-theme={theme} style={colours} aria-hidden="true">
        <div className="fake">
          <i />
          <i />
          <i />
          <i />
          <i />
        </div>
        {widget.enabled && (
          <>
            <div className={`chat ${side}`}>
              <Frame key={language} address={widget.key} config={config} language={language} />
            </div>
            <span className={`launcher ${side}`}>
              <Icon of={ChevronDown} size={24} />
            </span>
          </>
        )}
      </div>
    </aside>
  );
}

/** What the hub would tell a visitor's browser if these settings were live. */
function useFace(widget: Widget, draft: Editable, online: boolean): WidgetConfig {
  const [live, setLive] = useState<WidgetConfig | null>(null);
  const users = usePeople((state) => state.users);
  useEffect(() => {
    widgets.face(widget.key).then(setLive, () => undefined);
  }, [widget]);
  const colleagues = users
    .filter((user) => user.is_active)
    .sort((one, other) => Number(other.presence === 'online') - Number(one.presence === 'online'))
    .slice(0, FACES);
  const { show_agents, show_reply_time, uploads } = draft.behaviour;
  return {
    name: draft.name,
    locale: live?.locale ?? null,
    theme: draft.theme,
    texts: draft.texts,
    pre_chat: draft.pre_chat,
    is_online: online,
    back_at: null,
    reply_seconds: show_reply_time ? (live?.reply_seconds ?? null) : null,
    agents: show_agents ? (live?.agents.length ? live.agents : colleagues) : [],
    uploads: { max_size: 0, max_count: 0, ...live?.uploads, enabled: uploads },
    sound: false,
    ask_rating: draft.behaviour.ask_rating,
  } as WidgetConfig;
}

/** The frame that sites embed; this page is to it what the loader is on a site. */
function Frame({ address, config, language }: { address: string; config: WidgetConfig; language: Language }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [greeted, setGreeted] = useState(false);
  const told = JSON.stringify(config);
  useEffect(() => {
    const hear = ({ source, origin, data }: MessageEvent) => {
      if (source === frame.current?.contentWindow && origin === location.origin && data[0] === 'hello')
        setGreeted(true);
    };
    addEventListener('message', hear);
    return () => removeEventListener('message', hear);
  }, []);
  useEffect(() => {
    if (!greeted) return;
    const init = ['init', {}, JSON.parse(told), [['locale', language]], true];
    frame.current?.contentWindow?.postMessage(init, location.origin);
  }, [greeted, told, language]);
  return <iframe ref={frame} src={`/widget/frame?key=${address}`} title={s.widget.preview} tabIndex={-1} inert />;
}
