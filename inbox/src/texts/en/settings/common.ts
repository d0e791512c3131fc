/** The frame of the settings and what several of their pages say. */
import { plural } from '../plural';

export const common = {
  nav: {
    you: 'You',
    workspace: 'Workspace',
    channels: 'Channels',
    developers: 'Developers',
    profile: 'Profile',
    people: 'People',
    teams: 'Teams',
    tags: 'Tags',
    widgets: 'Website chat',
    apiKeys: 'API keys',
    webhooks: 'Webhooks',
    audit: 'Audit log',
    letters: 'Dead letters',
    replies: 'Canned replies',
    writing: 'Writing',
  },
  failed: 'These settings could not be loaded',
  failedMore: 'Nothing was changed. Try again in a moment.',
  notSaved: (count: number) => plural(count, { one: '# change not saved', other: '# changes not saved' }),
  noPage: 'No such page',
  noPageMore: 'It does not exist, or your role may not open it.',
  allPages: 'All settings',
  deeds: 'Actions',
  discard: 'Discard',
  publish: 'Save and publish',
  saved: 'Saved and live',
  copyDeed: 'Copy',
  copied: 'Copied',
} as const;
