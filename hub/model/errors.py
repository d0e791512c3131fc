"""One small tree of errors. Class says status and code, instance says the detail a user can act on.

HTTP answers them as RFC 9457 problem documents, Socket.IO as `{ok: false, error: {code, detail}}`;
both mappings exist once, in `handlers/problems.py`.
"""

from typing import ClassVar

from hub.model.base import Value


class FieldError(Value):
    """One thing wrong with an input: where (`body.text`, `query.limit`) and what.

    `code` is for programs that say it in another language: pydantic's type of error, or one of ours (`email`,
    `phone_number`, `url`, `url_refused`, `taken`). `limit` is what must be kept to, where there is one: characters,
    items or a number.
    """

    where: str
    what: str
    code: str | None = None
    limit: float | None = None


class HubError(Exception):
    """Something went wrong on our side."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = 'internal'

    def __init__(self, detail: str | None = None, *, fields: tuple[FieldError, ...] = ()) -> None:
        self.detail = detail or (type(self).__doc__ or '').splitlines()[0]
        self.fields = fields
        super().__init__(self.detail)


class Invalid(HubError):
    """The input does not have the form that is asked for."""

    status, code = 422, 'invalid'


class Malformed(HubError):
    """The input could not be read."""

    status, code = 400, 'malformed'


class Unauthenticated(HubError):
    """Sign in first."""

    status, code = 401, 'unauthenticated'


class Forbidden(HubError):
    """You may not do this."""

    status, code = 403, 'forbidden'


class FeatureOff(Forbidden):
    """This feature is off. An admin can turn it on in Settings, Features."""

    code = 'feature_off'


class WrongCode(Forbidden):
    """This code is not right, or no longer valid. Check it, or ask for a new one."""

    code = 'wrong_code'


class WrongLink(Forbidden):
    """This link is not valid any more: it was used, has expired, or was taken back."""

    code = 'wrong_link'


class NotFound(HubError):
    """There is nothing here, or nothing that you may see."""

    status, code = 404, 'not_found'


class MethodNotAllowed(HubError):
    """This address does not know that method."""

    status, code = 405, 'method_not_allowed'


class Conflict(HubError):
    """This contradicts what is already stored."""

    status, code = 409, 'conflict'


class ChangedMeanwhile(Conflict):
    """Somebody else has changed this since you loaded it. Look at it again, then save."""

    code = 'changed_meanwhile'


class FileTaken(Conflict):
    """An attachment is no upload of yours, or it is on another message. Upload it again."""


class OtherWordsSent(Conflict):
    """Another message was already sent under this client_id."""


class KeyReused(Conflict):
    """This Idempotency-Key was used for another request."""

    code = 'idempotency_key_reused'


class KeyInUse(Conflict):
    """The first request under this Idempotency-Key is not done yet. Wait a moment, then ask again."""

    code = 'idempotency_key_in_use'


class AnswerLost(Conflict):
    """The first request under this Idempotency-Key was carried out, but its answer is lost. Look what it did."""

    code = 'idempotency_answer_lost'


class TooLarge(HubError):
    """This is larger than is allowed here."""

    status, code = 413, 'too_large'


class UnsupportedMedia(HubError):
    """This content type is not understood here."""

    status, code = 415, 'unsupported_media'


class RateLimited(HubError):
    """Too many requests. Wait a moment, then go on."""

    status, code = 429, 'rate_limited'

    def __init__(self, detail: str | None = None, *, retry_after: float = 1.0, most: int = 0) -> None:
        super().__init__(detail)
        self.retry_after = retry_after
        """Seconds until the next try can succeed."""
        self.most = most
        """How many were allowed in this time; 0 where that is not said."""


class Unavailable(HubError):
    """The hub cannot do this right now. Nothing was changed; try again."""

    status, code = 503, 'unavailable'
