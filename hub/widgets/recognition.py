"""Recognition: what follows when a visitor has proven who they are.

One person is one visitor of a widget, whichever browser they come by; what a browser wrote before it was known is
theirs from then on. A browser that was somebody else's before starts anew: what the one wrote the other never sees.
"""

from uuid import UUID

from hub.contacts.identifiers import Address
from hub.model.errors import Forbidden, Unauthenticated
from hub.model.ids import new_id
from hub.model.people import IdentifierType
from hub.secrets import hash_token, new_token
from hub.widgets.identity import Identity
from storage import contacts, proofs
from storage import visitors as stored
from storage.db import Session
from storage.visitors import Arrival, VisitorFound
from storage.widgets import WidgetRow

BLOCKED = 'This chat is not available to you.'


async def recognise(
    session: Session, widget: WidgetRow, arrival: Arrival, identity: Identity, token: str | None
) -> tuple[VisitorFound, str | None, UUID | None]:
    """The visitor, a new token if the old one ended, and whose history joined them. `token` is the browser's own.

    Raises Unauthenticated, Forbidden.
    """
    # before anything is read: of two tabs that come at once the second has to see what the first has done
    await contacts.take_turns(session, f'{widget.id}:{identity.subject}')
    known = await stored.holder(session, widget.id, hash_token(token)) if token else None
    if known and known.is_blocked:
        raise Forbidden(BLOCKED)
    is_known = known is not None and known.external_id == identity.subject
    if identity.is_expired:
        if known and is_known:
            return known, None, None
        raise Unauthenticated('The identity token has expired.')
    fresh, joined = None, None
    owner = known if is_known else await proofs.of_subject(session, widget.id, identity.subject)
    if owner and owner.is_blocked:
        raise Forbidden(BLOCKED)
    if owner is None or not is_known:
        fresh = new_token()
        owner, joined = await _settle(session, arrival, owner, known, fresh)
    await stored.lock(session, owner.id)  # visitors before contacts, like everybody
    contact_id = await _contact(session, widget, owner, identity)
    await proofs.prove(
        session,
        owner.id,
        external_id=identity.subject,
        contact_id=contact_id,
        name=identity.name,
        email=identity.email,
        phone=identity.phone,
    )
    contact = await contacts.find(session, contact_id)
    if contact and contact.blocked_at:
        raise Forbidden(BLOCKED)
    told = {'contact_id': contact_id, 'contact_name': contact.name if contact else None}
    return owner.model_copy(update=told), fresh, joined


async def _settle(
    session: Session, arrival: Arrival, owner: VisitorFound | None, known: VisitorFound | None, token: str
) -> tuple[VisitorFound, UUID | None]:
    """Which visitor this browser is from now on, by which token; and whom it was before, if that one is gone."""
    anonymous = known if known and known.external_id is None else None
    if owner is None and anonymous:
        await proofs.replace_token(session, anonymous.id, hash_token(token))
        return anonymous, None
    if owner is None:
        owner = VisitorFound(id=new_id())
        await stored.add(session, arrival, owner.id, hash_token(token))
        return owner, None
    await proofs.add_token(session, owner.id, hash_token(token))
    if anonymous:
        await proofs.absorb(session, anonymous.id, owner.id)
    return owner, anonymous.id if anonymous else None


async def _contact(session: Session, widget: WidgetRow, visitor: VisitorFound, identity: Identity) -> UUID:
    """The contact of a proven person: by the site's id, by their addresses, or the one the visitor is already."""
    subject = Address(IdentifierType.VISITOR_ID, f'{identity.subject}@{widget.public_key}')
    told = [(IdentifierType.EMAIL, identity.email), (IdentifierType.PHONE, identity.phone)]
    addresses = [Address(kind, value) for kind, value in told if value]
    holders = {address: await contacts.holder(session, *address) for address in [subject, *addresses]}
    # an address that a visitor only typed names nobody
    known = [holder.contact_id for holder in holders.values() if holder and holder.is_sure]
    contact_id = next(iter(known), visitor.contact_id)
    if contact_id is None:
        contact_id = new_id()
        await contacts.add(session, contact_id, name=identity.name or identity.email or identity.subject)
    for address, holder in holders.items():
        # what is surely another contact's stays with it: which of the two is right only people can tell
        if holder is None or not holder.is_sure or holder.contact_id == contact_id:
            await contacts.add_identifier(session, contact_id, *address, verified=True)
            await contacts.prove_identifier(session, contact_id, *address)
    return contact_id
