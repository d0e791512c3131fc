/** Two contacts become one: what will be is shown before, and where both have a value the agent says which one stays. */
import { useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { Contact } from '@/api/types';
import { mergeContacts, useContact } from '@/store/contacts';
import { setUi, useUi } from '@/store/ui';
import { t } from '@/texts';
import { FormDialog, Refused } from '../settings/FormDialog';
import { ContactFinder } from './ContactFinder';
import { useFieldNames } from './fields';

const WORDS = ['name', 'company', 'notes'] as const;

const valuesOf = (contact: Contact): Record<string, unknown> => ({
  ...Object.fromEntries(WORDS.map((name) => [name, contact[name]])),
  ...Object.fromEntries(Object.entries(contact.attributes).map(([key, value]) => [`attributes.${key}`, value])),
});

const isThere = (value: unknown) => value !== null && value !== undefined && value !== '';

const close = () => setUi({ merging: null });

export function MergeDialog() {
  const merging = useUi((ui) => ui.merging);
  const kept = useContact(merging?.kept ?? null);
  if (!merging || !kept) return null;
  return merging.other ? <Merge kept={kept} other={merging.other} /> : <Finder kept={kept} />;
}

function Merge({ kept, other }: { kept: Contact; other: Contact }) {
  const [take, setTake] = useState<readonly string[]>([]);
  const nameOf = useFieldNames();
  const [ours, theirs] = [valuesOf(kept), valuesOf(other)];
  const differing = Object.keys(theirs).filter(
    (name) => isThere(ours[name]) && isThere(theirs[name]) && ours[name] !== theirs[name],
  );
  const send = async () => {
    await mergeContacts(kept, other, take);
    close();
  };
  return (
    <FormDialog title={t.panel.mergeTitle(other.name)} deed={t.panel.mergeDeed} ready onSend={send} onClose={close}>
      {(problem) => (
        <>
          <p className="dlg-text">{t.panel.mergeText(other.name, kept.name)}</p>
          <ul className="merge-addresses f3">
            {[...kept.identifiers, ...other.identifiers]
              .filter(({ type }) => type !== 'visitor_id')
              .map(({ type, value }) => (
                <li key={`${type} ${value}`}>
                  <bdi>{value}</bdi>
                </li>
              ))}
          </ul>
          {differing.map((name) => (
            <RadioGroup
              key={name}
              value={take.includes(name) ? 'theirs' : 'ours'}
              onChange={(wanted) =>
                setTake(wanted === 'theirs' ? [...take, name] : take.filter((each) => each !== name))
              }
            >
              <Label className="label">{nameOf(name)}</Label>
              <div className="colours">
                <Radio value="ours" className="colour-choice">
                  {String(ours[name])}
                </Radio>
                <Radio value="theirs" className="colour-choice">
                  {String(theirs[name])}
                </Radio>
              </div>
            </RadioGroup>
          ))}
          <Refused problem={problem} />
        </>
      )}
    </FormDialog>
  );
}

/** Whom to merge with, where nobody was suggested. */
function Finder({ kept }: { kept: Contact }) {
  return (
    <FormDialog
      title={t.panel.merge}
      deed={t.panel.mergeDeed}
      ready={false}
      onSend={async () => undefined}
      onClose={close}
    >
      {() => (
        <ContactFinder
          label={t.panel.mergeFind}
          without={kept.id}
          onChoose={(other) => setUi({ merging: { kept: kept.id, other } })}
        />
      )}
    </FormDialog>
  );
}
