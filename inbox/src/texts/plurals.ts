/** Counted things: the form that the rules of a language choose, # standing for the number as it is written there. */
import { number } from './language';

export function plurals<Form extends Intl.LDMLPluralRule>(language: string) {
  const rules = new Intl.PluralRules(language);
  return (count: number, forms: Record<Form | 'other', string>): string =>
    (forms[rules.select(count) as Form] ?? forms.other).replace('#', number(count));
}
