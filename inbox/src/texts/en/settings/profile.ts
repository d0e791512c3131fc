/** The profile. */

export const profile = {
  profile: {
    title: 'Profile',
    name: 'Your name',
    nameHelp: 'Customers see it next to your answers.',
    saved: 'Name saved',
    language: 'Language',
    theme: 'Theme',
    density: 'Density',
    notices: 'Desktop notifications',
    noticesMore: 'New messages and assignments while you look elsewhere.',
    sound: 'Sound',
    soundMore: 'Two quiet tones with each notification.',
    undo: 'Take back a reply for five seconds',
    undoMore: 'Meanwhile it is shown as not sent yet. In the website chat the visitor waits for it.',
    enter: 'Enter sends',
    enterMore: 'Otherwise Enter starts a new line, and Ctrl or Cmd with Enter sends.',
    away: 'Away by itself after',
    awayMore: 'When you touch no screen for so long. A touch brings you back; what you choose yourself stays.',
    awayNever: 'Never',
    undos: { letters: 'All but website chat', always: 'Always', never: 'Never' },
    keys: 'Single-letter shortcuts',
    keysMore: 'They rest while you write.',
    screen: 'On this screen',
    signOut: 'Sign out',
  },
} as const;
