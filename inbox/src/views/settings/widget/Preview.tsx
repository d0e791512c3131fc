/** The chat as visitors will see it, drawn from the settings as they are being changed. */
import { ArrowUp, ChevronDown, MessageCircle, Paperclip, Send, X } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '@/components/Avatar';
import { Segments } from '@/components/fields';
import { Icon } from '@/components/glyphs';
import { useLook } from '@/store/look';
import { usePeople } from '@/store/people';
import { s } from '../texts';
import { isColour, wordsOn } from './colour';
import type { Editable } from './draft';

const w = s.widget;

type Scene = 'first' | 'chat' | 'away';

const SCENES = (['first', 'chat', 'away'] as const).map((value) => ({ value, text: w.scenes[value] }));

export function Preview({ draft }: { draft: Editable }) {
  const [scene, setScene] = useState<Scene>('first');
  const appTheme = useLook((look) => look.theme);
  const { color, mode, side } = draft.theme;
  const fill = isColour(color) ? color : '#0b6a74';
  const colours = { '--chat': fill, '--chat-words': wordsOn(fill) } as React.CSSProperties;
  const shown = document.documentElement.dataset.theme;
  const theme = mode === 'auto' ? (appTheme === 'auto' ? shown : appTheme) : mode;
  return (
    <aside className="preview" aria-label={w.preview}>
      <div className="bar">
        <h2 className="grow">{w.preview}</h2>
        <Segments label={w.preview} value={scene} options={SCENES} onChange={setScene} />
      </div>
      <div className="stage" data-theme={theme} style={colours} aria-hidden="true">
        <div className="fake">
          <i />
          <i />
          <i />
          <i />
          <i />
        </div>
        <div className={`chat ${side}`}>
          {scene === 'first' && <First draft={draft} />}
          {scene === 'chat' && <Chat draft={draft} />}
          {scene === 'away' && <Away draft={draft} />}
        </div>
        <span className={`launcher ${side}`}>
          <Icon of={scene === 'first' ? ChevronDown : MessageCircle} size={24} />
        </span>
      </div>
    </aside>
  );
}

function usePeopleShown(show: boolean) {
  const users = usePeople((state) => state.users);
  return show ? users.filter((user) => user.is_active).slice(0, 3) : [];
}

function First({ draft }: { draft: Editable }) {
  const people = usePeopleShown(draft.behaviour.show_agents);
  return (
    <>
      <div className="chat-hero">
        <div className="row">
          <span className="grow faces">
            {people.map((user) => (
              <Avatar key={user.id} id={user.id} name={user.name} size={28} />
            ))}
            {people.length === 0 && <span className="med">{draft.name}</span>}
          </span>
          <Icon of={X} size={18} />
        </div>
        <div className="chat-greeting">{draft.texts.en?.greeting || w.ownGreeting}</div>
      </div>
      <div className="chat-home">
        <div className="chat-card">
          <div className="grow">
            <div className="strong">{w.previewWrite}</div>
            {draft.behaviour.show_reply_time && <div className="chat-small">{w.previewReply}</div>}
          </div>
          <span className="chat-go">
            <Icon of={Send} size={16} />
          </span>
        </div>
        {people[0] && (
          <div className="chat-card">
            <Avatar id={people[0].id} name={people[0].name} size={28} />
            <div className="grow">
              <div className="row">
                <span className="med grow">{people[0].name.split(' ')[0]}</span>
                <span className="chat-small">{w.previewDays}</span>
              </div>
              <div className="f3 cut">{w.previewEarlier}</div>
            </div>
          </div>
        )}
      </div>
    </>
  );
}

function ChatHead({ draft, under }: { draft: Editable; under: string | null }) {
  const [first] = usePeopleShown(draft.behaviour.show_agents);
  return (
    <div className="chat-head">
      <Avatar id={first?.id ?? draft.name} name={first?.name ?? draft.name} size={28} />
      <div className="grow">
        <div className="strong cut">{draft.name}</div>
        {under && <div className="chat-small">{under}</div>}
      </div>
      <Icon of={X} size={16} className="f3" />
    </div>
  );
}

function ChatField({ draft }: { draft: Editable }) {
  return (
    <div className="chat-field">
      {draft.behaviour.uploads && <Icon of={Paperclip} size={15} className="f3" />}
      <span className="grow f3">{w.previewField}</span>
      <span className="chat-send">
        <Icon of={ArrowUp} size={15} />
      </span>
    </div>
  );
}

function Chat({ draft }: { draft: Editable }) {
  return (
    <>
      <ChatHead draft={draft} under={draft.behaviour.show_reply_time ? w.previewReply : null} />
      <div className="chat-log">
        <div className="chat-in">{draft.texts.en?.welcome || w.ownWelcome}</div>
        <div className="chat-out">{w.previewAsk}</div>
        <div className="chat-small end">{w.previewSeen}</div>
        <div className="chat-in">{w.previewAnswer}</div>
      </div>
      <ChatField draft={draft} />
    </>
  );
}

function Away({ draft }: { draft: Editable }) {
  return (
    <>
      <ChatHead draft={draft} under={w.previewAway} />
      <div className="chat-log">
        <div className="chat-in">{draft.texts.en?.away || w.ownAway}</div>
        <div>
          <div className="med chat-label">{w.previewEmail}</div>
          <div className="chat-input" />
          <div className="chat-button">{w.previewContinue}</div>
        </div>
      </div>
      <ChatField draft={draft} />
    </>
  );
}
