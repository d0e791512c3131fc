/** A note's text: whom it names stands out. */
import { Fragment } from 'react';
import { noteParts } from '@/store/mentions';
import { usePeople } from '@/store/people';
import { myId } from '@/store/session';
import { Words } from './Words';

export function Named({ text }: { text: string }) {
  const users = usePeople((state) => state.users);
  return noteParts(text, users).map(({ text: part, user }, index) =>
    user ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <b key={index} className={`mention ${user.id === myId() ? 'me' : ''}`}>
        {part}
      </b>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <Fragment key={index}>
        <Words text={part} />
      </Fragment>
    ),
  );
}
