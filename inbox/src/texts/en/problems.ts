/** What the hub says when it refuses, by its code. In English its own words are shown, which know more. */

export const problems = {
  problems: {} as Readonly<Record<string, string>>,
  /** What is wrong with one field of what was sent. */
  wrongField: {
    missing: 'This is needed.',
    tooLong: (limit: string) => `At most ${limit} characters.`,
    tooShort: (limit: string) => `At least ${limit} characters.`,
    tooMany: (limit: string) => `At most ${limit} of them.`,
    tooFew: (limit: string) => `At least ${limit} of them.`,
    tooGreat: (limit: string) => `${limit} at most.`,
    tooSmall: (limit: string) => `${limit} at least.`,
    noNumber: 'This is not a number.',
    noDate: 'This is not a date.',
    noTime: 'This is not a time.',
    noBoolean: 'Yes or no is asked for.',
    noChoice: 'This is none of the choices.',
    noForm: 'This does not have the form that is asked for.',
    noEmail: 'This is not an email address: it should look like anna@example.com.',
    noPhone: 'Write the number with its country code, like +49 30 901820.',
    noUrl: 'This is not a web address: it begins with https:// or http://.',
    urlRefused: 'This address cannot be used: it has to begin with https:// and lead into the internet.',
    taken: 'This belongs to another contact.',
    past: 'This has to be in the future.',
  },
  problem: {
    goneMeanwhile:
      'A colleague has deleted this meanwhile. What you typed is still here: copy it, or save it as a new one.',
    saveAsNew: 'Save as a new one',
    overtaken:
      'A colleague has changed the same meanwhile. What you typed is shown; saving it takes the place of theirs.',
    unreachable: 'The hub could not be reached.',
    silent: 'The hub answered with an error.',
    signedOut: 'Your session has ended. Please sign in again.',
  },
} as const;
