/** Who is here, whichever comes first: the answer about all of them, or word that one has come. */
import { expect, test, vi } from 'vitest';
import { people } from '@/api/hub';
import type { User } from '@/api/types';
import { loadUsers, setPresence, usePeople } from '@/store/people';

const maya = { id: 'maya', name: 'Maya', presence: 'offline' } as User;
const presence = () => usePeople.getState().users[0]?.presence;

test('who came while the users were being asked for is not gone again with the answer', async () => {
  const answers: ((users: User[]) => void)[] = [];
  vi.spyOn(people, 'users').mockImplementation(() => new Promise((answer) => answers.push(answer)));
  const first = loadUsers();
  setPresence('maya', 'online');
  answers[0]?.([maya]);
  await first;
  expect(presence()).toBe('online');

  const later = loadUsers();
  answers[1]?.([maya]);
  await later;
  expect(presence()).toBe('offline');
});
