/** A name that leads to all that is known of a contact. */
import { addressOfContact, openContact } from '@/store/route';

export function ContactLink({ id, name }: { id: string; name: string }) {
  return (
    <a
      className="contact-link"
      href={addressOfContact(id)}
      onClick={(event) => {
        event.preventDefault();
        openContact(id);
      }}
    >
      {name}
    </a>
  );
}
