import { plurals } from '../plurals';

export const plural = plurals<'one'>('hi');
