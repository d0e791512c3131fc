"""Results with what was asked for marked in them: pieces of plain text, never markup."""

from collections.abc import Callable

from hub.model.search import Part
from hub.model.words import Word, fold, words

LENGTH, BEFORE = 160, 50
"""How much of a message is shown, and how much of it in front of the first match."""
Span = tuple[int, int]


def snippet(text: str, has: Callable[[Word], bool]) -> list[Part]:
    """The part of a text around the first match."""
    spans: list[Span] = []
    for word in words(text):
        if spans and word.start > spans[0][0] + LENGTH:
            break
        if has(word):
            spans.append((word.start, word.end))
    first = spans[0][0] if spans else 0
    start = _space_before(text, first - BEFORE) if first > BEFORE else 0
    end = min(len(text), start + LENGTH)
    parts = _parts(text, start, end, spans)
    return [*([Part(text='… ')] if start else []), *parts, *([Part(text=' …')] if end < len(text) else [])]


def marked(text: str, *asked: str | None) -> list[Part]:
    """All of a short text, with the first place where any of these stands in it."""
    folded, places = _folded(text)
    for each in asked:
        sought = _folded(each)[0] if each else ''
        at = folded.find(sought) if sought else -1
        if at >= 0:
            return _parts(text, 0, len(text), [(places[at], places[at + len(sought) - 1] + 1)])
    return [Part(text=text)]


def _folded(text: str) -> tuple[str, list[int]]:
    """Without case and accents, and where each of its characters came from."""
    letters = [(part, place) for place, each in enumerate(text) for part in _plain(each)]
    return ''.join(letter for letter, _ in letters), [place for _, place in letters]


def _plain(character: str) -> str:
    folded = fold(character)
    return character if folded is None else folded


def _space_before(text: str, place: int) -> int:
    """The beginning of a word near here."""
    space = text.find(' ', place, place + BEFORE // 2)
    return space + 1 if space >= 0 else place


def _parts(text: str, start: int, end: int, spans: list[Span]) -> list[Part]:
    parts: list[Part] = []
    at = start
    for first, last in _joined(spans):
        if first >= end:
            break
        if first > at:
            parts.append(Part(text=text[at:first]))
        parts.append(Part(text=text[first : min(last, end)], match=True))
        at = min(last, end)
    if at < end:
        parts.append(Part(text=text[at:end]))
    return parts


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for first, last in spans:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined
