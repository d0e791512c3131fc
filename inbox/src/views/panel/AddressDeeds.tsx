/** Adding an address to a person, making one the first choice, taking one away. */
import { Ellipsis, Plus } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { Contact, Identifier } from '@/api/types';
import { IconBtn } from '@/components/buttons';
import { Choice, Choices } from '@/components/Choices';
import { Field } from '@/components/fields';
import { changeContact } from '@/store/contacts';
import { warn } from '@/store/toasts';
import { t } from '@/texts';
import { FormDialog } from '../settings/FormDialog';

type Address = Pick<Identifier, 'type' | 'value'>;

const typed = (contact: Contact): Address[] =>
  contact.identifiers.filter(({ type }) => type !== 'visitor_id').map(({ type, value }) => ({ type, value }));

/** The whole list is sent: the first of each kind is the one that is used first. */
const keep = (contact: Contact, what: string, identifiers: Address[]) =>
  changeContact(contact, what, { identifiers }, { identifiers: typed(contact) });

const isSame = (one: Address, other: Address) => one.type === other.type && one.value === other.value;

export function AddressDeeds({ contact, address }: { contact: Contact; address: Identifier }) {
  const others = typed(contact).filter((each) => !isSame(each, address));
  const first = contact.identifiers.find(({ type }) => type === address.type);
  const put = async (identifiers: Address[]) => {
    const wrong = await keep(contact, address.value, identifiers);
    if (wrong) warn(wrong);
  };
  const { type, value } = address;
  return (
    <Choices
      label={t.panel.addressDeeds(value)}
      trigger={<IconBtn icon={Ellipsis} size={14} label={t.panel.addressDeeds(value)} className="small" />}
    >
      {first !== address && (
        <Choice name={t.panel.makePrimary} onAction={() => void put([{ type, value }, ...others])}>
          {t.panel.makePrimary}
        </Choice>
      )}
      <Choice name={t.panel.removeAddress} onAction={() => void put(others)}>
        {t.panel.removeAddress}
      </Choice>
    </Choices>
  );
}

const KINDS = ['email', 'phone', 'whatsapp'] as const;

interface AddProps {
  contact: Contact;
  trigger?: ReactElement;
}

export function AddAddress({ contact, trigger }: AddProps) {
  const [adding, setAdding] = useState<(typeof KINDS)[number] | null>(null);
  return (
    <>
      <Choices
        label={t.panel.addAddress}
        trigger={trigger ?? <IconBtn icon={Plus} size={14} label={t.panel.addAddress} className="small" />}
      >
        {KINDS.map((kind) => (
          <Choice key={kind} name={t.panel[kind]} onAction={() => setAdding(kind)}>
            {t.panel[kind]}
          </Choice>
        ))}
      </Choices>
      {adding && <AddDialog contact={contact} kind={adding} onClose={() => setAdding(null)} />}
    </>
  );
}

interface DialogProps {
  contact: Contact;
  kind: (typeof KINDS)[number];
  onClose: () => void;
}

function AddDialog({ contact, kind, onClose }: DialogProps) {
  const [value, setValue] = useState('');
  const [wrong, setWrong] = useState<string>();
  const send = async () => {
    const problem = await keep(contact, t.panel[kind], [...typed(contact), { type: kind, value: value.trim() }]);
    if (problem) setWrong(problem);
    else onClose();
  };
  return (
    <FormDialog
      title={t.panel.addAddress}
      deed={t.panel.addIt}
      ready={value.trim() !== ''}
      onSend={send}
      onClose={onClose}
    >
      {() => (
        <Field
          label={t.panel[kind]}
          type={kind === 'email' ? 'email' : 'tel'}
          value={value}
          onChange={setValue}
          wrong={wrong}
          autoFocus
        />
      )}
    </FormDialog>
  );
}
