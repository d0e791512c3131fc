"""Words as search compares them: of any language, without case and accents.

The same rule reads what is stored, what is asked for and what is to be marked in a result, so that they cannot differ,
and it asks nothing of the database server. Scripts that put no space between words (Chinese, Japanese, Thai and their
like) are read as pairs of neighbouring characters: a word of theirs is a run of such pairs.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

LONGEST = 64
"""Of a longer word the beginning counts: keys and numbers are told apart long before."""
_PLAIN = re.compile('[a-z0-9]+')
_UNSPACED = re.compile(
    '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff'
    '\uff66-\uff9f\U00020000-\U0003ffff]'
)


class Word(NamedTuple):
    """A word as it is compared, and where in the text it stands."""

    text: str
    start: int
    end: int
    is_rest: bool = False
    """The last character of an unspaced run: stored, so that it is found by itself; in a longer question it says
    nothing that the pair before it has not said."""


class _Letter(NamedTuple):
    text: str
    place: int
    is_unspaced: bool


def words(text: str) -> Iterator[Word]:
    """The words of a text, in their order."""
    if text.isascii():
        for found in _PLAIN.finditer(text.lower()):
            yield Word(found[0][:LONGEST], found.start(), found.end())
        return
    for is_word, run in groupby(_letters(text), key=lambda letter: letter is not None):
        if is_word:
            yield from _words_of([letter for letter in run if letter])


def _letters(text: str) -> Iterator[_Letter | None]:
    """What each character counts as; None parts words."""
    for place, character in enumerate(text):
        folded = fold(character)
        yield None if folded is None else _Letter(folded, place, _UNSPACED.match(character) is not None)


def _words_of(run: list[_Letter]) -> Iterator[Word]:
    for is_unspaced, part in groupby(run, key=lambda letter: letter.is_unspaced):
        letters = list(part)
        if is_unspaced:
            yield from _pairs([letter for letter in letters if letter.text])
        elif word := ''.join(letter.text for letter in letters):
            yield Word(word[:LONGEST], letters[0].place, letters[-1].place + 1)


def _pairs(letters: list[_Letter]) -> Iterator[Word]:
    for one, other in pairwise(letters):
        yield Word(one.text + other.text, one.place, other.place + 1)
    if letters:
        yield Word(letters[-1].text, letters[-1].place, letters[-1].place + 1, is_rest=len(letters) > 1)


@lru_cache(maxsize=8192)
def fold(character: str) -> str | None:
    """A character without case and accents; nothing of it may be left. None: it belongs to no word."""
    if unicodedata.category(character)[0] not in 'LMN':
        return None
    # marks of class 0 are vowels of Indian scripts, without which other words would be the same
    return ''.join(
        part
        for part in unicodedata.normalize('NFKD', unicodedata.normalize('NFKD', character).casefold())
        if not unicodedata.combining(part) and unicodedata.category(part)[0] in 'LMN'
    )
