/** How the chat looks, whose its conversations are, where it may stand, and the line that puts it there. */
import { MonitorSmartphone, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { Field, Segments, Select, Toggle } from '@/components/fields';
import { Icon } from '@/components/glyphs';
import { usePeople } from '@/store/people';
import { s } from '@/texts/settings';
import { CopyField } from '../CopyField';
import { contrast, isColour, tidyColour, wordsOn } from './colour';
import { Domains } from './Domains';
import type { TabProps } from './WidgetPage';

const COLOURS = ['#0b6a74', '#2f5fb8', '#6f47b5', '#a5480f', '#2b3a33'];

export function LookTab({ draft, change, widget, problem }: TabProps) {
  const { theme, behaviour } = draft;
  const teams = usePeople((state) => state.teams);
  const style = (part: Partial<typeof theme>) => change({ theme: { ...theme, ...part } });
  const behave = (part: Partial<typeof behaviour>) => change({ behaviour: { ...behaviour, ...part } });
  return (
    <>
      <div className="group">
        <div className="two">
          <Field
            label={s.widget.name}
            help={s.widget.nameHelp}
            value={draft.name}
            onChange={(name) => change({ name })}
            wrong={problem?.field('name')}
          />
          <div>
            <span className="label">{s.widget.mode}</span>
            <Segments
              label={s.widget.mode}
              value={theme.mode}
              options={[
                { value: 'auto', text: s.widget.modes.auto, glyph: <Icon of={MonitorSmartphone} size={14} /> },
                { value: 'light', text: s.widget.modes.light, glyph: <Icon of={Sun} size={14} /> },
                { value: 'dark', text: s.widget.modes.dark, glyph: <Icon of={Moon} size={14} /> },
              ]}
              onChange={(mode) => style({ mode })}
            />
          </div>
          <Colour colour={theme.color} onChange={(color) => style({ color })} />
          <div>
            <span className="label">{s.widget.side}</span>
            <Segments
              label={s.widget.side}
              value={theme.side}
              options={[
                { value: 'left', text: s.widget.sides.left },
                { value: 'right', text: s.widget.sides.right },
              ]}
              onChange={(side) => style({ side })}
            />
            <p className="help">{s.widget.sideHelp}</p>
          </div>
        </div>
      </div>
      <div className="group">
        <Toggle
          label={s.widget.replyTime}
          more={s.widget.replyTimeMore}
          on={behaviour.show_reply_time}
          onChange={(show_reply_time) => behave({ show_reply_time })}
        />
        <Toggle
          label={s.widget.agents}
          more={s.widget.agentsMore}
          on={behaviour.show_agents}
          onChange={(show_agents) => behave({ show_agents })}
        />
        <Toggle
          label={s.widget.uploads}
          more={s.widget.uploadsMore}
          on={behaviour.uploads}
          onChange={(uploads) => behave({ uploads })}
        />
        <Toggle
          label={s.widget.askRating}
          more={s.widget.askRatingMore}
          on={behaviour.ask_rating}
          onChange={(ask_rating) => behave({ ask_rating })}
        />
        <Toggle
          label={s.widget.sound}
          more={s.widget.soundMore}
          on={behaviour.sound}
          onChange={(sound) => behave({ sound })}
        />
      </div>
      <div className="group">
        <Select
          label={s.widget.goTo}
          help={s.widget.goToHelp}
          value={draft.team_id ?? ''}
          options={[
            { value: '', text: s.widget.goToNobody },
            ...teams.map((team) => ({ value: team.id, text: team.name })),
          ]}
          onChange={(id) => change({ team_id: id || null })}
        />
      </div>
      <div className="group">
        <Domains domains={draft.allowed_domains} onChange={(allowed_domains) => change({ allowed_domains })} />
      </div>
      <div className="group">
        <span className="label">{s.widget.snippet}</span>
        <CopyField
          text={widget.snippet}
          label={s.widget.snippet}
          shown={widget.snippet.replace(' data-key', '\n  data-key')}
        />
        <p className="help">{s.widget.snippetHelp}</p>
      </div>
    </>
  );
}

function Colour({ colour, onChange }: { colour: string; onChange: (colour: string) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const words = isColour(colour) ? wordsOn(colour) : '#ffffff';
  const ratio = isColour(colour) ? contrast(colour, words).toFixed(1) : '';
  const wrong = typed !== null && !isColour(tidyColour(typed));
  const write = (text: string) => {
    setTyped(text);
    if (isColour(tidyColour(text))) onChange(tidyColour(text));
  };
  return (
    <div>
      <span className="label">{s.widget.colour}</span>
      <div className="swatches" role="group" aria-label={s.widget.colour}>
        {COLOURS.map((one) => (
          <button
            key={one}
            type="button"
            className={`swatch ${one === colour ? 'on' : ''}`}
            style={{ '--c': one } as React.CSSProperties}
            aria-label={one}
            aria-pressed={one === colour}
            onClick={() => [setTyped(null), onChange(one)]}
          />
        ))}
        <Field
          label={s.widget.ownColour}
          hideLabel
          value={typed ?? colour.toUpperCase()}
          onChange={write}
          onBlur={() => setTyped(null)}
          mono
        />
      </div>
      {wrong ? (
        <p className="help bad">{s.widget.colourWrong}</p>
      ) : (
        <p className="help good">{s.widget.reads(words === '#ffffff' ? s.widget.white : s.widget.black, ratio)}</p>
      )}
    </div>
  );
}
