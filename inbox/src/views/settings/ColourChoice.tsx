/** A colour by its name, of those that tags and statuses may have. */
import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { TagColour } from '@/api/types';
import { t } from '@/texts';

const colours = () => Object.keys(t.colour) as TagColour[];

interface ColourChoiceProps {
  label: string;
  value: TagColour;
  onChange: (colour: TagColour) => void;
  /** How one looks. */
  sign: (colour: TagColour) => ReactNode;
}

export function ColourChoice({ label, value, onChange, sign }: ColourChoiceProps) {
  return (
    <RadioGroup value={value} onChange={(wanted) => onChange(wanted as TagColour)}>
      <Label className="label">{label}</Label>
      <div className="colours">
        {colours().map((each) => (
          <Radio key={each} value={each} className="colour-choice">
            {sign(each)}
            {t.colour[each]}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
