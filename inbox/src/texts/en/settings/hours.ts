export const hours = {
  hours: {
    title: 'Working hours',
    intro:
      'The chat on your site says when you are back, and what is put off until the next working day comes back when it begins. A team may have hours of its own.',
    zone: 'Time zone',
    always: 'Always open',
    closed: 'Closed',
    from: (day: string) => `${day}, from`,
    until: (day: string) => `${day}, until`,
    addSpan: (day: string) => `Another span on ${day}`,
    dropSpan: (day: string) => `Remove this span of ${day}`,
    holidays: 'Holidays',
    date: 'Date',
    holidayName: 'Name of the holiday',
    addHoliday: 'Add a holiday',
    dropHoliday: (name: string) => `Remove ${name}`,
    save: 'Save',
    saved: 'Working hours saved',
    mayNot: 'A manager of your workspace can change them.',
    own: 'Working hours of its own',
    ownMore: 'Otherwise those of the workspace count.',
  },
};
