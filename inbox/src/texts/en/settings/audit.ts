/** The audit log. */
export const audit = {
  audit: {
    title: 'Audit log',
    heads: ['What', 'Who', 'When'],
    none: 'Nothing here',
    noneMore:
      'What people and programs change in this workspace stands here. Choose everything and everybody to see all of it.',
    everything: 'Everything',
    everybody: 'Everybody',
    what: 'What',
    who: 'Who',
    hub: 'The hub',
    csv: 'Export as CSV',
  },
} as const;
