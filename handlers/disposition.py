"""Content-Disposition: whether a browser shows or saves, and under which name (RFC 6266, RFC 8187)."""

import re
from typing import Literal
from urllib.parse import quote

_UNSAFE = re.compile(r"[^A-Za-z0-9 !#&'()+,\-.=@\[\]^_`{}~$]")
# attr-char of RFC 8187 beyond what quote() leaves alone anyway
_ATTR_CHARS = '!#$&+^`|'


def disposition(how: Literal['inline', 'attachment'], name: str) -> str:
    """The header: a name that any client reads, then the true one."""
    plain = _UNSAFE.sub('_', name)
    return f'{how}; filename="{plain}"; filename*=UTF-8\'\'{quote(name, safe=_ATTR_CHARS)}'
