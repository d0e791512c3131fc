/** What a value of a contact is called, in the words of the panel or of the workspace. */
import { useAttributes } from '@/store/attributes';
import { t } from '@/texts';

/** By the hub's name of it: `company`, `attributes.tier`. */
export function useFieldNames(): (field: string) => string {
  const attributes = useAttributes((state) => state.attributes);
  const { name, company, about, email, phone, whatsapp } = t.panel;
  const known: Record<string, string> = { name, company, notes: about, email, phone, whatsapp };
  return (field) => {
    const key = field.replace('attributes.', '');
    return known[field] ?? attributes.find((attribute) => attribute.key === key)?.name ?? key;
  };
}
