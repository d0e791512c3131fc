/** API keys. */
import { plural } from '../plural';

export const keys = {
  keys: {
    title: 'API keys',
    create: 'Create a key',
    none: 'No API keys',
    noneMore:
      'A key lets a program of yours read and write conversations. It can do what you choose, never more than you.',
    docs: 'How to use the API',
    name: 'What is it for?',
    nameHelp: 'For example: the nightly export.',
    may: 'It may',
    all: 'All that I may',
    readOnly: 'Only read',
    chosen: 'What I choose',
    ends: 'Ends',
    endings: { never: 'Never', d30: 'In 30 days', d90: 'In 90 days', d365: 'In a year' },
    make: 'Create key',
    madeTitle: 'Copy the key now',
    madeText: 'It is shown this once. If you lose it, make another one.',
    done: 'I have copied it',
    rights: (count: number) => plural(count, { one: '# right', other: '# rights' }),
    used: (time: string) => `used ${time}`,
    heads: ['Key', 'May', 'Last used', 'Ends'],
    unused: 'never used',
    never: 'Never',
    expired: 'ended',
    revoke: 'Revoke',
    revokeTitle: (name: string) => `Revoke “${name}”?`,
    revokeText: 'Programs that use it stop working at once. This cannot be undone.',
    keep: 'Keep it',
    revoked: (name: string) => `“${name}” is revoked`,
  },
} as const;
