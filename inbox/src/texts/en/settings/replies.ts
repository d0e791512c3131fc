/** Canned replies. */
import type { Variable } from '@/api/types';

export const replies = {
  replies: {
    title: 'Canned replies',
    create: 'Add a canned reply',
    none: 'No canned replies yet',
    noneMore: 'Words that you write often. In the composer, / finds them and fills in names.',
    heads: ['Reply', 'For'],
    shared: 'Everybody',
    mine: 'Only me',
    edit: 'Edit',
    save: 'Save',
    name: 'Name',
    nameHelp: 'What you look for after the /.',
    text: 'Text',
    insert: 'Insert',
    variables: {
      'contact.name': 'Customer’s name',
      'contact.first_name': 'Customer’s first name',
      'agent.name': 'My name',
      'agent.first_name': 'My first name',
      'conversation.subject': 'Subject',
      'tenant.name': 'Company',
    } satisfies Record<Variable, string>,
    unknown: (what: string) => `Nobody fills this in: ${what}`,
    share: 'For everybody',
    shareMore: 'Otherwise only you see it.',
    remove: 'Remove',
    removed: (name: string) => `“${name}” is removed`,
  },
} as const;
