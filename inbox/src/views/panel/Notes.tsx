/** Notes about a person, each with its author; only the team sees them. */
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { people } from '@/api/hub';
import { asProblem } from '@/api/problem';
import type { Contact, TimelineItem } from '@/api/types';
import { Btn, IconBtn } from '@/components/buttons';
import { Field } from '@/components/fields';
import { exactTime, shortDate } from '@/components/time';
import { useNow } from '@/store/clock';
import { contactChanged } from '@/store/contacts';
import { may, myId } from '@/store/session';
import { warn } from '@/store/toasts';
import { t } from '@/texts';
import { useHistory } from './history';
import { Section } from './Section';

export function Notes({ contact }: { contact: Contact }) {
  const notes = useHistory(contact, 'note');
  if (!notes) return null;
  return (
    <Section title={t.panel.notes} name="notes" end={notes.length > 0 && <span className="num">{notes.length}</span>}>
      {notes.map((note) => (
        <Note key={note.id} note={note} contactId={contact.id} />
      ))}
      {may('contacts.write') ? (
        <NewNote contactId={contact.id} />
      ) : (
        notes.length === 0 && <p className="f3">{t.panel.noNotes}</p>
      )}
    </Section>
  );
}

function Note({ note, contactId }: { note: TimelineItem; contactId: string }) {
  const now = useNow();
  const mine = note.actor?.id === myId() || may('contacts.manage');
  const remove = () =>
    people.removeNote(note.id).then(
      () => contactChanged(contactId),
      (error: unknown) => warn(asProblem(error, t.app.failed).message),
    );
  return (
    <div className="person-note">
      <div className="person-note-head">
        <span className="cut grow">{note.actor?.name ?? t.panel.somebody}</span>
        <span className="trail-time" title={exactTime(note.created_at)}>
          {shortDate(note.created_at, now)}
        </span>
        {mine && may('contacts.write') && (
          <IconBtn icon={Trash2} size={13} label={t.panel.removeNote} className="small" onPress={() => void remove()} />
        )}
      </div>
      <p className="person-note-text">{note.text}</p>
    </div>
  );
}

function NewNote({ contactId }: { contactId: string }) {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string>();
  const add = async () => {
    try {
      await people.addNote(contactId, text.trim());
      setText('');
      setWrong(undefined);
      contactChanged(contactId);
    } catch (error) {
      setWrong(asProblem(error, t.app.failed).message);
    }
  };
  return (
    <div className="person-note-new">
      <Field
        label={t.panel.newNote}
        hideLabel
        placeholder={t.panel.newNote}
        rows={2}
        value={text}
        onChange={setText}
        wrong={wrong}
      />
      {text.trim() !== '' && (
        <Btn size="sm" onPress={() => void add()}>
          {t.panel.addNote}
        </Btn>
      )}
    </div>
  );
}
