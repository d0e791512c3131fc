/** The workspace's own page. */
export const workspace = {
  workspace: {
    name: 'Name of the workspace',
    nameHelp:
      'Your team sees it, invitations and transcripts carry it, and {{tenant.name}} in a canned reply stands for it.',
    language: 'Language of new people',
    languageHelp: 'Whoever joins begins in it, and can choose another in their profile.',
    browser: 'Their browser’s',
    zone: 'The time zone is part of the working hours.',
    saved: 'Workspace saved',
    mayNot: 'An owner of your workspace can change this.',
  },
} as const;
