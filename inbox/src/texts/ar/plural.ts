import { plurals } from '../plurals';

export const plural = plurals<'zero' | 'one' | 'two' | 'few' | 'many'>('ar');
