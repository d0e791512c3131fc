"""The hub's own mail, through a real mail server."""

import re
from collections.abc import AsyncIterator, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from handlers.keys import HUB
from hub.app import create_app
from hub.mail import Mail, compose
from storage.embedded.home import free_port
from tests.api_client import Api
from tests.conftest import make_settings, serving
from tests.mailbox import Post, receiving
from tests.tenants import Tenants, new_email


@pytest.fixture
def post() -> Iterator[tuple[Post, str]]:
    """The mail server and its address."""
    with receiving() as both:
        yield both


@pytest.fixture
async def mailing(
    post: tuple[Post, str], database_url: str, redis_url: str, tmp_path: Path
) -> AsyncIterator[tuple[Api, Tenants, Post]]:
    """A hub for real use: codes go out by mail and by nothing else."""
    settings = make_settings(
        database_url, redis_url, tmp_path, smtp_url=post[1], mail_from='Teeladen Hub <hub@example.com>'
    )
    app = await create_app(settings)
    async with serving(app, settings), Api.open(settings.base_url) as api:
        yield api, Tenants(app[HUB], api), post[0]


async def test_a_code_comes_by_mail_and_only_by_mail(mailing: tuple[Api, Tenants, Post]) -> None:
    api, tenants, post = mailing
    email = (await tenants.make()).owner.user.email

    answer = (await api.post('auth/sign-in', {'email': email})).ok(202)
    assert answer == {'expires_in': 600, 'way': 'mailed', 'code': None}

    mail = await post.to(email)
    assert mail['From'] == 'Teeladen Hub <hub@example.com>'
    assert mail['Auto-Submitted'] == 'auto-generated'
    code = _code(mail, 'plain')
    assert code == _code(mail, 'html')
    (await api.post('auth/sign-in/verify', {'email': email, 'code': code})).ok()


async def test_a_stranger_gets_the_same_answer_and_no_mail(mailing: tuple[Api, Tenants, Post]) -> None:
    api, tenants, post = mailing
    email = (await tenants.make()).owner.user.email
    answers = [await api.post('auth/sign-in', {'email': who}) for who in (new_email('nobody'), email)]
    assert answers[0].body == answers[1].body
    await post.to(email)
    assert [mail['To'] for mail in post.mails] == [email]


async def test_who_signs_up_twice_is_told_so_by_mail(mailing: tuple[Api, Tenants, Post]) -> None:
    api, tenants, post = mailing
    email = (await tenants.make()).owner.user.email
    (await api.post('auth/sign-up', {'email': email, 'company': 'Again'})).ok(202)
    mail = await post.to(email)
    assert mail['Subject'] == 'You already have an account'
    assert f'{api.base}/' in _text(mail, 'plain')


async def test_an_invitation_is_mailed_and_its_link_stays_out_of_the_answer(
    mailing: tuple[Api, Tenants, Post],
) -> None:
    api, tenants, post = mailing
    owner, email = (await tenants.make('Tee & <b>Kanne</b>')).owner, new_email('grace')
    assert (await owner.api.post('invitations', {'email': email})).ok(201)['link'] is None
    mail = await post.to(email)
    assert 'Tee &amp; &lt;b&gt;Kanne&lt;/b&gt;' in _text(mail, 'html')
    found = re.search(r'token=(\S+)', _text(mail, 'plain'))
    assert found
    (await api.post('auth/invitations/accept', {'token': found[1], 'name': 'Grace'})).ok()


async def test_a_dead_mail_server_leaves_the_link_to_the_admin(
    database_url: str, redis_url: str, tmp_path: Path
) -> None:
    settings = make_settings(database_url, redis_url, tmp_path, smtp_url=f'smtp://127.0.0.1:{free_port()}')
    app = await create_app(settings)
    async with serving(app, settings), Api.open(settings.base_url) as api:
        owner = (await Tenants(app[HUB], api).make()).owner
        assert (await owner.api.post('invitations', {'email': new_email('grace')})).ok(201)['link']
        (await api.post('auth/sign-in', {'email': owner.user.email})).ok(202)


@pytest.mark.parametrize('evil', ['\r\nBcc: a@example.com', '\n\nHello', '\u2028x', '\x85x', '\0'])
def test_a_header_stays_one_line(evil: str) -> None:
    try:
        mail = compose('hub@example.com', Mail(to='a@example.com', subject=f'Hello {evil}', text=('Hi',)))
    except ValueError:
        return
    again = message_from_bytes(mail.as_bytes(), policy=policy.default)
    assert again['Bcc'] is None
    assert [name for name in again if name == 'Subject'] == ['Subject']


def _text(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body
    text = body.get_content()
    assert isinstance(text, str)
    return text


def _code(mail: EmailMessage, kind: str) -> str:
    found = re.search(r'(?<![\d#])\d{6}(?!\d)', _text(mail, kind))
    assert found
    return found[0]


_CODE_TOLD = {
    'en': 'Your code to sign in',
    'de': 'Ihr Code zum Anmelden',
    'es': 'Su código para iniciar sesión',
    'hi': 'साइन इन करने का आपका कोड',
    'ar': 'رمز تسجيل الدخول الخاص بك',
}


async def test_mail_is_in_the_language_of_who_gets_it(mailing: tuple[Api, Tenants, Post]) -> None:
    api, tenants, post = mailing
    shop = await tenants.make()
    owner, colleague = shop.owner, await shop.hire()
    for language, subject in _CODE_TOLD.items():
        (await owner.api.patch(f'users/{owner.user.id}', {'locale': language})).ok()
        (await api.post('auth/sign-in', {'email': owner.user.email})).ok(202)
        mail = await post.to(owner.user.email)
        post.mails.remove(mail)
        assert mail['Subject'] == subject
        direction = 'rtl' if language == 'ar' else 'ltr'
        assert f'<html lang="{language}" dir="{direction}">' in _text(mail, 'html')
        assert _code(mail, 'plain') == _code(mail, 'html')

    (await owner.api.patch('tenant', {'locale': 'de'})).ok()
    (await api.post('auth/sign-in', {'email': colleague.user.email})).ok(202)
    assert (await post.to(colleague.user.email))['Subject'] == _CODE_TOLD['de']
    (await owner.api.post('invitations', {'email': (email := new_email('grace'))})).ok(201)
    invitation = await post.to(email)
    assert 'lädt Sie zu' in invitation['Subject']
    assert 'Oder öffnen Sie diese Adresse' in _text(invitation, 'html')


async def test_who_signs_up_gets_the_code_in_the_language_of_the_form(mailing: tuple[Api, Tenants, Post]) -> None:
    api, _, post = mailing
    for locale, language, subject in (
        ('de-AT', 'de', 'Ihr Code für den Start mit CustArea hub'),
        ('ar', 'ar', 'رمزك للبدء مع CustArea hub'),
        ('xx', 'en', 'Your code to start with CustArea hub'),
    ):
        email = new_email('ada')
        (await api.post('auth/sign-up', {'email': email, 'company': 'Lamps', 'locale': locale})).ok(202)
        mail = await post.to(email)
        assert mail['Subject'] == subject
        assert f'<html lang="{language}"' in _text(mail, 'html')
