export const rules = {
  rules: {
    title: 'What I am called for',
    occasion: 'When',
    way: { browser: 'By notification', sound: 'By sound', email: 'By email' },
    on: {
      assigned: 'Assigned to me',
      mentioned: 'A note names me',
      mine: 'A reply in mine',
      unassigned: 'New in what nobody has',
      team: 'A reply in my team’s',
    },
    emailMore: 'Email: what you have not read within a quarter of an hour, in one mail.',
    quiet: 'Quiet hours',
    quietMore: (zone: string) => `Nothing is shown or heard outside of the inbox. Time zone: ${zone}`,
    quietFrom: 'Quiet from',
    quietUntil: 'Quiet until',
  },
};
