"""File names come from strangers (reliability A14): 10,000 made-up ones, and the famous ones."""

import random
import re
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.disposition import disposition
from hub.files.file_names import MOST_BYTES, normalised
from hub.model.ids import new_id
from storage.blob_keys import new_key

DEVICES = ['CON', 'nul', 'COM1', 'lpt9', 'AUX', 'PRN', 'COM¹', 'conin$']
PARTS = [
    *['..', '.', '/', '\\', '../', '..\\', '／', '＼', '‥', '…', 'C:', '~', '%2e%2e%2f', '%00', '::$DATA'],
    *['\0', '\r\n', '\n', '\x1b[31m', '\x7f', '\x85', '\u2028', '\u2029', '\t', ' ', '\xa0', '\u3000'],
    *['\u200b', '\u200c', '\u200d', '\u200e', '\u202e', '\u2066', '\ufeff', '\u00ad', '\U000e0041'],
    *['.htaccess', '.php', '.exe', '.pdf', '"', "'", ';', '*', '?', '<script>', '|', '&', '$(id)', '`'],
    *['é', 'e\u0301', 'ﬁ', 'Ⅷ', '한글', 'ملف', 'फ़ाइल', '👩‍💻', '\ud800', '\ufffe', '\U0010ffff', 'a', 'report'],
    *DEVICES,
]
HUGE = ['a' * 4096, 'é' * 4096, '.' * 4096, '\u0301' * 300, 'a.' * 2048]
ATTR_CHAR = r'[A-Za-z0-9!#$&+\-.^_`|~]'
PLAIN = r"[A-Za-z0-9 !#&'()+,\-.=@\[\]^_`{}~$]+"
HEADER = re.compile(rf"(inline|attachment); filename=\"{PLAIN}\"; filename\*=UTF-8''(?:{ATTR_CHAR}|%[0-9A-F]{{2}})+")


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=60))
def test_any_text_becomes_a_harmless_name(name: str) -> None:
    _is_harmless(name)


def test_ten_thousand_hostile_names_become_harmless() -> None:
    chance = random.Random(14)
    for n in range(10_000):
        parts = chance.choices(PARTS, k=chance.randrange(1, 9))
        if n % 50 == 0:
            parts.insert(chance.randrange(len(parts) + 1), chance.choice(HUGE))
        _is_harmless(''.join(parts))


def _is_harmless(name: str) -> None:
    made = normalised(name)
    assert 0 < len(made.encode()) <= MOST_BYTES
    assert normalised(made) == made
    assert unicodedata.is_normalized('NFKC', made)
    assert not re.search(r'[/\\<>:"|?*]', made)
    assert not any(unicodedata.category(c)[0] == 'C' or unicodedata.category(c) in ('Zl', 'Zp') for c in made)
    assert made[0] not in '. '
    assert made[-1] not in '. '
    assert made.split('.')[0].upper() not in {device.upper() for device in DEVICES}
    assert re.fullmatch('[0-9a-f/-]+', new_key(new_id()))
    for how in ('inline', 'attachment'):
        assert HEADER.fullmatch(disposition(how, made)), disposition(how, made)


@pytest.mark.parametrize(
    ('name', 'made'),
    [
        ('photo.png', 'photo.png'),
        ('../../etc/cron.d/x', 'x'),
        ('..\\..\\boot.ini', 'boot.ini'),
        ('C:\\Users\\me\\report.pdf', 'report.pdf'),
        ('／etc／passwd', 'passwd'),
        ('.htaccess', 'htaccess'),
        ('\u200b.htaccess', 'htaccess'),
        ('.\u200bhtaccess', 'htaccess'),
        ('invoice\u202efdp.exe', 'invoicefdp.exe'),
        ('a\0b.txt', 'ab.txt'),
        ('line\r\nContent-Type: text/html', 'html'),
        ('nul.txt', '_nul.txt'),
        ('COM1', '_COM1'),
        ('console.log', 'console.log'),
        ('Grüße aus Köln.pdf', 'Grüße aus Köln.pdf'),
        ('文件.txt', '文件.txt'),
        ('..', 'file'),
        ('', 'file'),
        ('   ', 'file'),
        ('a' * 4096 + '.pdf', 'a' * 196 + '.pdf'),
        ('what?.txt', 'what_.txt'),
    ],
)
def test_famous_names(name: str, made: str) -> None:
    assert normalised(name) == made


def test_a_header_names_the_file_in_both_alphabets() -> None:
    assert disposition('attachment', 'Grüße "1".pdf') == (
        'attachment; filename="Gr__e _1_.pdf"; filename*=UTF-8\'\'Gr%C3%BC%C3%9Fe%20%221%22.pdf'
    )
