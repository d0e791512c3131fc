import { describe, expect, it } from 'vitest';
import { everywhere, readAsked, sayAsked } from '@/store/asked';
import { parseRoute } from '@/store/route';
import { anyTime, STATES } from '@/store/views';

const TAG = '0197b1c2-aaaa-7bbb-8ccc-0123456789ab';
const TEAM = '0197b1c2-dddd-7bbb-8ccc-0123456789ab';

const asked = {
  question: '"blue tent" 50% off? a&b #7 ',
  filters: {
    ...everywhere,
    ...STATES.open,
    assignee: ['me', 'none'],
    team: [TEAM],
    channel: ['email', 'whatsapp'],
    priority: ['urgent'],
    tags: [TAG],
    own: ['none', TAG],
    not: { ...everywhere.not, status: ['closed' as const], own: [TEAM], assignee: [TAG], channel: ['phone'] },
    starred: true,
    unread: true,
    created: { ...anyTime, since: '2026-03-01T00:00:00.000Z', until: '2026-04-01T00:00:00.000Z' },
    active: { ...anyTime, within: 30 },
    attributes: [
      { key: 'plan', values: ['gold, silver', 'a:b&c'], not: false },
      { key: 'vip', values: ['true'], not: true },
    ],
    writtenBy: 'notes' as const,
    written: { ...anyTime, over: 365 },
  },
};

describe('a search in the address', () => {
  it('comes back as it was, words and every filter', () => {
    const said = sayAsked(asked);
    expect(readAsked(said)).toEqual(asked);
    expect(sayAsked(readAsked(said))).toBe(said);
    expect(parseRoute(`#/c/${TAG}?${said}`)).toEqual({
      name: 'inbox',
      conversation: TAG,
      contact: null,
      search: said,
    });
  });

  it('says nothing of what narrows nothing, and nothing at all where nothing is looked for', () => {
    expect(sayAsked({ question: 'tent', filters: everywhere })).toBe('q=tent');
    expect(sayAsked({ question: '  ', filters: asked.filters })).toBe('');
  });

  it('is read without what makes no sense', () => {
    const nonsense = [
      'q=tent&status=open,asleep,constructor&assignee=me,x&team_id=7&channel=email,fax&priority=,,&tag_ids=1,2',
      'not_channel=toString&snoozed=perhaps&starred=1&created_since=soon&created_until=2026-99-99T00:00:00Z',
      'active_within_days=-3&active_over_days=1e9&within_days=7.5&over_days=&from=everybody&what=ever&%E0%A4%A&attributes=plan&attributes=:x&not_attributes=vip:',
    ].join('&');
    expect(readAsked(nonsense)).toEqual({
      question: 'tent',
      filters: { ...everywhere, status: ['open'], assignee: ['me'], channel: ['email'] },
    });
    expect(readAsked(`q=${'x'.repeat(900)}`).question).toHaveLength(200);
    expect(readAsked('status=open').question).toBe('');
  });

  it('never breaks the page it stands in', () => {
    expect(parseRoute('#/%E0%A4%A/%?q=%')).toEqual({ name: 'inbox', conversation: null, contact: null, search: 'q=%' });
    expect(parseRoute('#/contacts/7?q=a?b')).toEqual({
      name: 'inbox',
      conversation: null,
      contact: '7',
      search: 'q=a?b',
    });
  });
});
