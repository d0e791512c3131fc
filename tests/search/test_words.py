"""What counts as a word, in any language, and how a question is read."""

import pytest

from hub.model.search import Part
from hub.model.words import words
from hub.search.search import read
from hub.search.snippets import marked, snippet
from hub.search.word_index import lexemes


@pytest.mark.parametrize(
    ('text', 'expected'),
    [
        ('Where is my Order?', ['where', 'is', 'my', 'order']),
        ('ORD-1234, foo@bar.com', ['ord', '1234', 'foo', 'bar', 'com']),
        ('Grüße aus Łódź', ['grusse', 'aus', 'łodz']),
        ('हिन्दी में', ['हिनदी', 'में']),
        ('مَرحَبا', ['مرحبا']),
        ('返品したい', ['返品', '品し', 'した', 'たい', 'い']),
        ('iPhone返品', ['iphone', '返品', '品']),
        ('🎉 !!! …', []),
        ('x' * 200, ['x' * 64]),
    ],
)
def test_words_are_told_without_case_and_accents_in_any_script(text: str, expected: list[str]) -> None:
    assert [word.text for word in words(text)] == expected


def test_a_word_knows_where_it_stands() -> None:
    text = 'Ärger mit Straße'
    assert [text[word.start : word.end] for word in words(text)] == ['Ärger', 'mit', 'Straße']


@pytest.mark.parametrize(
    ('question', 'whole', 'beginning', 'phrases'),
    [
        ('red tent', {'red'}, 'tent', None),
        ('red tent ', {'red', 'tent'}, None, None),
        ('"red tent"', {'red', 'tent'}, None, "('red' <-> 'tent')"),
        ('"red tent" po', {'red', 'tent'}, 'po', "('red' <-> 'tent')"),
        ('foo@bar', {'foo'}, 'bar', "('foo' <-> 'bar':*)"),
        ('"red tent" !', {'red', 'tent'}, None, "('red' <-> 'tent')"),
        ('日', set(), '日', None),
        ('日本語', {'日本'}, '本語', "('日本' <-> '本語':*)"),
        ('order 7', {'order', '7'}, None, None),
        ('?!', set(), None, None),
    ],
)
def test_a_question_is_read_as_words_a_beginning_and_phrases(
    question: str, whole: set[str], beginning: str | None, phrases: str | None
) -> None:
    wanted = read(question)
    assert (set(wanted.whole), wanted.beginning, wanted.asked().phrases) == (whole, beginning, phrases)


def test_of_an_endless_question_the_beginning_counts() -> None:
    assert len(read(' '.join(f'word{n}' for n in range(100))).runs) == 16


def test_words_are_stored_with_their_places() -> None:
    assert lexemes('so far, so good') == "'so':1,3 'far':2 'good':4"


def test_a_snippet_shows_the_words_where_they_stand_first() -> None:
    text = 'Dear shop, ' + 'I have waited for long. ' * 20 + 'My Zelt is red. ' + 'Yours truly. ' * 20
    parts = snippet(text, read('zel').has)
    assert [part.text for part in parts if part.match] == ['Zelt']
    assert (parts[0], parts[-1]) == (Part(text='… '), Part(text=' …'))
    assert sum(len(part.text) for part in parts) < 170


def test_a_snippet_of_a_text_without_the_words_is_its_beginning() -> None:
    assert snippet('Hello', read('tent').has) == [Part(text='Hello')]


def test_neighbouring_matches_are_one() -> None:
    assert [part.text for part in snippet('これを返品したい', read('返品し').has) if part.match] == ['返品し']


def test_a_name_is_marked_where_the_question_stands_in_it() -> None:
    assert marked('Zoë Müller', 'mull') == [Part(text='Zoë '), Part(text='Müll', match=True), Part(text='er')]
    assert marked('+4930901820', '030 9018', '309018')[1] == Part(text='309018', match=True)
    assert marked('Anna', 'ben') == [Part(text='Anna')]
