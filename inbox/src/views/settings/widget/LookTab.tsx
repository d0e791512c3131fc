/** How the chat looks, where it may stand, and the line that puts it there. */
import { MonitorSmartphone, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { Field, Segments, Toggle } from '@/components/fields';
import { Icon } from '@/components/glyphs';
import { CopyField } from '../CopyField';
import { s } from '../texts';
import { contrast, isColour, tidyColour, wordsOn } from './colour';
import { Domains } from './Domains';
import type { TabProps } from './WidgetPage';

const w = s.widget;
const COLOURS = ['#0b6a74', '#2f5fb8', '#6f47b5', '#a5480f', '#2b3a33'];

export function LookTab({ draft, change, widget, problem }: TabProps) {
  const { theme, behaviour } = draft;
  const style = (part: Partial<typeof theme>) => change({ theme: { ...theme, ...part } });
  const behave = (part: Partial<typeof behaviour>) => change({ behaviour: { ...behaviour, ...part } });
  return (
    <>
      <div className="group">
        <div className="two">
          <Field
            label={w.name}
            help={w.nameHelp}
            value={draft.name}
            onChange={(name) => change({ name })}
            wrong={problem?.field('name')}
          />
          <div>
            <span className="label">{w.mode}</span>
            <Segments
              label={w.mode}
              value={theme.mode}
              options={[
                { value: 'auto', text: w.modes.auto, glyph: <Icon of={MonitorSmartphone} size={14} /> },
                { value: 'light', text: w.modes.light, glyph: <Icon of={Sun} size={14} /> },
                { value: 'dark', text: w.modes.dark, glyph: <Icon of={Moon} size={14} /> },
              ]}
              onChange={(mode) => style({ mode })}
            />
          </div>
          <Colour colour={theme.color} onChange={(color) => style({ color })} />
          <div>
            <span className="label">{w.side}</span>
            <Segments
              label={w.side}
              value={theme.side}
              options={[
                { value: 'left', text: w.sides.left },
                { value: 'right', text: w.sides.right },
              ]}
              onChange={(side) => style({ side })}
            />
            <p className="help">{w.sideHelp}</p>
          </div>
        </div>
      </div>
      <div className="group">
        <Toggle
          label={w.replyTime}
          more={w.replyTimeMore}
          on={behaviour.show_reply_time}
          onChange={(show_reply_time) => behave({ show_reply_time })}
        />
        <Toggle
          label={w.agents}
          more={w.agentsMore}
          on={behaviour.show_agents}
          onChange={(show_agents) => behave({ show_agents })}
        />
        <Toggle
          label={w.uploads}
          more={w.uploadsMore}
          on={behaviour.uploads}
          onChange={(uploads) => behave({ uploads })}
        />
        <Toggle label={w.sound} more={w.soundMore} on={behaviour.sound} onChange={(sound) => behave({ sound })} />
      </div>
      <div className="group">
        <Domains domains={draft.allowed_domains} onChange={(allowed_domains) => change({ allowed_domains })} />
      </div>
      <div className="group">
        <span className="label">{w.snippet}</span>
        <CopyField
          text={widget.snippet}
          label={w.snippet}
          shown={widget.snippet.replace(' data-key', '\n  data-key')}
        />
        <p className="help">{w.snippetHelp}</p>
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
      <span className="label">{w.colour}</span>
      <div className="swatches" role="group" aria-label={w.colour}>
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
          label={w.ownColour}
          hideLabel
          value={typed ?? colour.toUpperCase()}
          onChange={write}
          onBlur={() => setTyped(null)}
          mono
        />
      </div>
      {wrong ? (
        <p className="help bad">{w.colourWrong}</p>
      ) : (
        <p className="help good">{w.reads(words === '#ffffff' ? w.white : w.black, ratio)}</p>
      )}
    </div>
  );
}
