"""What a file is, told by its first bytes; neither its name nor what the sender calls it has a say."""

import codecs
import unicodedata

import filetype

HEAD_BYTES = 8192
TEXT = 'text/plain'
UNKNOWN = 'application/octet-stream'


def content_type(head: bytes) -> str:
    """The media type. HTML, SVG and scripts are text: there is nothing here that a browser would run."""
    found: str | None = filetype.guess_mime(head[:HEAD_BYTES])
    return found or (TEXT if _is_text(head[:HEAD_BYTES]) else UNKNOWN)


def _is_text(head: bytes) -> bool:
    try:
        # not final: the head may end in the middle of a character
        text = codecs.getincrementaldecoder('utf-8-sig')().decode(head)
    except UnicodeDecodeError:
        return False
    return bool(text) and not any(unicodedata.category(c) == 'Cc' and c not in '\t\n\r\f' for c in text)
