import { plurals } from '../plurals';

export const plural = plurals<'zero' | 'one' | 'two' | 'few' | 'many'>('ar');

/** How many conversations. */
export const conversations = (count: number) =>
  plural(count, {
    zero: 'لا محادثات',
    one: 'محادثة واحدة',
    two: 'محادثتان',
    few: '# محادثات',
    many: '# محادثة',
    other: '# محادثة',
  });
