/** What the hub says when it refuses, by its code. In English its own words are shown, which know more. */

export const problems = {
  problems: {} as Readonly<Record<string, string>>,
  problem: {
    unreachable: 'The hub could not be reached.',
    silent: 'The hub answered with an error.',
    signedOut: 'Your session has ended. Please sign in again.',
  },
} as const;
