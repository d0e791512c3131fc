/** Signing in. */
import type { CodeWay } from '@/api/types';
import { plural } from './plural';

export const auth = {
  auth: {
    inTitle: 'Sign in',
    inText: 'A code proves that the address is yours. No password needed.',
    demoEmail: 'The owner of the demo shop.',
    ended: 'Your session has ended. Sign in again to go on; your drafts are kept.',
    upTitle: 'Start your inbox',
    upText: 'One place for every conversation with your customers.',
    email: 'Email',
    workEmail: 'Work email',
    company: 'Company',
    name: 'Your name',
    nameHelp: 'Customers see it next to your answers.',
    sendCode: 'Get a code',
    haveAccount: 'Already have an account?',
    noAccount: 'New here?',
    signIn: 'Sign in',
    signUp: 'Create a workspace',
    codeTitle: 'Enter the code',
    codeText: {
      mailed: (email: string) => `We sent it to ${email}.`,
      shown: (email: string) => `No mail is sent here: this is the code for ${email}.`,
      printed: (email: string) => `No mail is sent here: the code for ${email} stands on the server’s terminal.`,
    } satisfies Record<CodeWay, (email: string) => string>,
    code: 'Code',
    codeLasts: (minutes: number) => `It works for ${plural(minutes, { one: '# minute', other: '# minutes' })}.`,
    go: 'Continue',
    otherEmail: 'Use another address',
    resend: 'Get another code',
    resent: { mailed: 'Sent again', shown: 'This is the new one', printed: 'Printed again' } satisfies Record<
      CodeWay,
      string
    >,
    linkUsed: 'This link does not work any more',
    byCode: 'Sign in with a code',
    invitationGone: 'This invitation does not work any more',
    join: (company: string) => `Join ${company}`,
    joinBy: (name: string, role: string) => `${name} invites you as ${role.toLowerCase()}.`,
    joinAs: (role: string) => `You are invited as ${role.toLowerCase()}.`,
    joinDeed: 'Join',
  },
} as const;
