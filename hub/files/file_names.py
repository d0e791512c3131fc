"""The names of files: data for people's eyes, never part of a path of ours, yet made harmless for the next computer."""

import re
import unicodedata

MOST_BYTES = 200
UNNAMED = 'file'
_PATH = re.compile(r'[/\\]')
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_DEVICE = re.compile(r'(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)', re.I)
_EXTENSION = re.compile(r'\.[^. ]{1,16}$')


def normalised(name: str) -> str:
    """A name of at most 200 bytes without path, control and format characters; doing it twice changes nothing.

    Characters are stripped before anything is checked: a zero-width space in `.htaccess` hid it from others' checks.
    """
    text = _composed(_composed(name.encode(errors='replace').decode()))
    parts = [part for part in (_trimmed(part) for part in _PATH.split(text)) if part]
    if not parts:
        return UNNAMED
    last = _FORBIDDEN.sub('_', parts[-1])
    if _DEVICE.match(last):
        last = f'_{last}'
    return _trimmed(_shortened(last)) or UNNAMED


def _composed(text: str) -> str:
    # compatible forms first (a full-width slash is a slash then), and what only steers a terminal or a screen goes
    kept = (_plain(character) for character in unicodedata.normalize('NFKC', text))
    return unicodedata.normalize('NFKC', ''.join(kept))


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] == 'Z' or character in '\t\n\r':
        return ' '
    return '' if category[0] == 'C' else character


def _trimmed(part: str) -> str:
    return ' '.join(part.split()).strip('. ')


def _shortened(name: str) -> str:
    encoded = name.encode()
    if len(encoded) <= MOST_BYTES:
        return name
    found = _EXTENSION.search(name)
    extension = found[0].encode() if found else b''
    return encoded[: MOST_BYTES - len(extension)].decode(errors='ignore').rstrip('. ') + extension.decode()
