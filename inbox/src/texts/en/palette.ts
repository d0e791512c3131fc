/** The palette of all actions. */
import { plural } from './plural';

export const palette = {
  palette: {
    label: 'Commands',
    open: 'All commands',
    hint: 'Find an action or a person',
    assignNobody: 'Assign to nobody',
    search: (what: string) => `Search for “${what}”`,
    assignTo: (name: string) => `Assign to ${name}`,
    conversationsOf: (name: string) => `Conversations of ${name}`,
    team: (name: string) => `Give to team ${name}`,
    macro: (name: string) => `Macro: ${name}`,
    tag: (name: string) => `Tag: ${name}`,
    snooze: (name: string) => `Snooze: ${name}`,
    priority: (name: string) => `Priority: ${name}`,
    status: (name: string) => `Status: ${name}`,
    view: (name: string) => `View: ${name}`,
    settings: (name: string) => `Settings: ${name}`,
    theme: (name: string) => `Theme: ${name}`,
    density: (name: string) => `Density: ${name}`,
    presence: (name: string) => `I am: ${name}`,
    language: (name: string) => `Language: ${name}`,
    count: (count: number) => plural(count, { one: '# result', other: '# results' }),
    groups: {
      recent: 'Recent',
      conversation: 'Conversation',
      colleagues: 'Colleagues',
      contacts: 'Contacts',
      list: 'List',
      go: 'Go to',
      app: 'The app',
    },
  },
} as const;
