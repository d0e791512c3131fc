/** What the workspace wants to know of its contacts. The list is the live one that the contact panel shows. */
import { ListPlus } from 'lucide-react';
import type { ContactAttribute } from '@/api/types';
import { Icon } from '@/components/glyphs';
import { loadAttributes, useAttributes } from '@/store/attributes';
import { may } from '@/store/session';
import { s } from '@/texts/settings';
import { contactAttributes as hub } from '../api';
import { KeptDeeds, KeptPage } from '../KeptPage';
import { TableRow } from '../Table';
import { AttributeDialog } from './AttributeDialog';

export function AttributesPage() {
  return (
    <KeptPage
      kind="tag-list"
      words={s.attributes}
      glyph={ListPlus}
      permission="contacts.manage"
      list={hub.list}
      known={useAttributes((state) => state.attributes)}
      row={(attribute) => <AttributeRow key={attribute.id} attribute={attribute} />}
      dialog={(onClose) => <AttributeDialog onClose={onClose} />}
    />
  );
}

async function remove(attribute: ContactAttribute): Promise<void> {
  await hub.remove(attribute.id);
  await loadAttributes();
}

function AttributeRow({ attribute }: { attribute: ContactAttribute }) {
  const { name, key, type, options } = attribute;
  const more = [s.attributes.types[type], key, options.join(', ')].filter(Boolean).join(' · ');
  return (
    <TableRow
      glyph={
        <span className="row-glyph">
          <Icon of={ListPlus} />
        </span>
      }
      title={name}
      full={name}
      more={more}
    >
      <td className="table-deeds">
        {may('contacts.manage') && (
          <KeptDeeds
            name={name}
            words={s.attributes}
            remove={() => remove(attribute)}
            dialog={(onClose) => <AttributeDialog attribute={attribute} onClose={onClose} />}
          />
        )}
      </td>
    </TableRow>
  );
}
