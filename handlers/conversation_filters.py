"""The filters of conversations over HTTP: the same names wherever a list is narrowed."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from handlers.edge import Query
from hub.model.access import UserActor
from hub.model.conversation import ConversationStatus, Priority
from hub.model.message import Channel
from hub.model.view import MOST_TAGS, Filters, ViewFilters

_ID = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}'


class ConversationFilters(Query):
    """Which conversations; `assignee` is `me`, `none` or a user's id, `tag_ids` are ids with commas between them."""

    status: ConversationStatus | None = None
    assignee: Literal['me', 'none'] | UUID | None = None
    team_id: UUID | None = None
    channel: Channel | None = None
    priority: Priority | None = None
    tag_ids: str | None = Field(None, pattern=f'^{_ID}(,{_ID}){{0,{MOST_TAGS - 1}}}$')
    snoozed: bool | None = None
    starred: bool = False
    mentioned: bool = False
    contact_id: UUID | None = None

    def filters(self, actor: UserActor) -> Filters:
        """What they mean for whoever asks."""
        wanted = ViewFilters(
            status=self.status,
            assignee=self.assignee,
            team_id=self.team_id,
            channel=self.channel,
            priority=self.priority,
            tag_ids=[UUID(id) for id in self.tag_ids.split(',')] if self.tag_ids else [],
            snoozed=self.snoozed,
            starred=self.starred,
            mentioned=self.mentioned,
        )
        return wanted.of(actor.user_id, self.contact_id)
