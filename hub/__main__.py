"""The command line: `uv run hub …`. What a command does is in `hub/commands`; here is how it is called."""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from hub.lean import later  # first, for what comes after imports the same libraries

# isort: split
from hub import doctor
from hub.build import BuildFailed
from hub.commands import Refused, backup
from hub.commands.running import Ending, run
from hub.config import Settings
from hub.logs import set_up
from hub.model.errors import HubError
from storage.embedded import CannotStart
from storage.migrate import MigrationRefused

if TYPE_CHECKING:
    from hub.commands import demo, serve, tenants, upkeep
else:  # each takes the whole hub along, half a second, which the other commands can do without
    demo, serve, tenants, upkeep = (later(f'hub.commands.{name}') for name in ('demo', 'serve', 'tenants', 'upkeep'))

Given = argparse.Namespace
Work = Coroutine[Any, Any, None]
Action = Callable[[Given, Settings, Ending], Work]

_EXPECTED = (Refused, CannotStart, BuildFailed, MigrationRefused, HubError)
_WIDE = 100


def main(words: Sequence[str] | None = None) -> None:
    """Do what the command line says; the exit code is 1 where that was impossible, and the reason is one line."""
    given = parser().parse_args(words)
    action: Action = given.action
    try:
        settings = _settings(given)
        _set_up_log(given, settings)
        run(lambda ending: action(given, settings, ending))
    except _EXPECTED as problem:
        sys.exit(f'hub: {problem}')
    except BrokenPipeError:
        # whoever read our answer is gone; nothing is left to say, at the end of the interpreter neither
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except ValidationError as wrong:
        sys.exit('\n'.join(f'hub: {str(each["loc"][0]).upper()}: {each["msg"]}' for each in wrong.errors()))


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    top = argparse.ArgumentParser(prog='hub', description='Every customer conversation of a business in one place.')
    commands = top.add_subparsers(required=True, metavar='command')

    def add(name: str, action: Action, what: str) -> argparse.ArgumentParser:
        command: argparse.ArgumentParser = commands.add_parser(name, help=what, description=what)
        command.set_defaults(action=action, command=name)
        return command

    _add_processes(add)
    _add_people(commands)
    _add_upkeep(add)
    _add_archives(add)
    return top


Add = Callable[[str, Action, str], argparse.ArgumentParser]


def _add_processes(add: Add) -> None:
    command = add('demo', _demo, 'Run everything with a demo shop and sample conversations; needs nothing set up')
    _add_place(command, folder='.hub/demo')
    command.add_argument('--json', action='store_true', help='print the addresses as one line of JSON once ready')
    _add_place(add('serve', _serve, 'Run everything in one process, for real use'))
    command = add('web', _web, 'Run one web process of several, over DATABASE_URL and REDIS_URL')
    command.add_argument('--port', type=int, help='port to listen on (8000)')
    add('worker', _worker, 'Run one worker of several, over DATABASE_URL and REDIS_URL')


def _add_people(commands: 'argparse._SubParsersAction[argparse.ArgumentParser]') -> None:
    tenant = commands.add_parser('tenant', help='Businesses on this installation')
    create = tenant.add_subparsers(required=True, metavar='create').add_parser('create', help='Create one')
    create.set_defaults(action=_create_tenant, command='tenant')
    create.add_argument('--company', required=True, help='its name')
    create.add_argument('--email', required=True, help="its owner's address")
    create.add_argument('--name', help="its owner's name")
    create.add_argument('--data', type=Path, help='data folder (.hub)')
    token = commands.add_parser('token', help='Print an access token of a user')
    token.set_defaults(action=_token, command='token')
    token.add_argument('--email', required=True, help='of the user')
    token.add_argument('--hours', type=float, default=24.0, help='how long it is good for (24)')
    token.add_argument('--data', type=Path, help='data folder (.hub)')


def _add_upkeep(add: Add) -> None:
    add('build', _build, 'Build both frontends').add_argument('--anew', action='store_true', help='even if unchanged')
    for name, action, what in (
        ('migrate', _migrate, 'Bring the database schema up to date'),
        ('reseal', _reseal, 'Seal stored credentials anew with the newest of SECRET_KEYS'),
        ('doctor', _doctor, 'Check settings and stores, say what to fix'),
    ):
        add(name, action, what).add_argument('--data', type=Path, help='data folder (.hub)')
    command = add('recount', _recount, "Count a tenant's reports anew")
    command.add_argument('email', help='address of one of its people')
    command.add_argument('--data', type=Path, help='data folder (.hub)')
    add('openapi', _openapi, 'Print the OpenAPI document of the HTTP API')


def _add_archives(add: Add) -> None:
    command = add('backup', _backup, 'Write database and files into one archive, while the hub runs or not')
    command.add_argument('file', type=Path, help='the archive to make; nobody else will be able to read it')
    command.add_argument('--data', type=Path, help='data folder (.hub)')
    command = add('restore', _restore, 'Bring back what an archive holds; the hub must not run')
    command.add_argument('file', type=Path, help='an archive of `hub backup`')
    command.add_argument('--replace', action='store_true', help='delete what the database holds now')
    command.add_argument('--data', type=Path, help='data folder (.hub)')


def _add_place(command: argparse.ArgumentParser, folder: str = '.hub') -> None:
    command.add_argument('--port', type=int, help='port of the hub (8000)')
    command.add_argument('--data', type=Path, help=f'data folder ({folder})')


def _settings(given: Given) -> Settings:
    """The environment's; what the command line says goes first."""
    said = {'port': getattr(given, 'port', None), 'data_dir': getattr(given, 'data', None)}
    return Settings(**{name: value for name, value in said.items() if value is not None})


def _set_up_log(given: Given, settings: Settings) -> None:
    """A server logs every request, for machines; a command for a person says what went wrong, in words."""
    if given.command in {'serve', 'web', 'worker'}:
        set_up(settings.log_format)
    else:
        set_up('console', logging.WARNING)


def _demo(given: Given, settings: Settings, ending: Ending) -> Work:
    return demo.demo(settings, ending, as_json=given.json, chose_folder='data_dir' in settings.model_fields_set)


def _serve(_: Given, settings: Settings, ending: Ending) -> Work:
    return serve.serve(settings, ending)


def _web(_: Given, settings: Settings, ending: Ending) -> Work:
    return serve.web(settings, ending)


def _worker(_: Given, settings: Settings, ending: Ending) -> Work:
    return serve.worker(settings, ending)


def _create_tenant(given: Given, settings: Settings, _: Ending) -> Work:
    return tenants.create_tenant(settings, company=given.company, email=given.email, name=given.name)


def _token(given: Given, settings: Settings, _: Ending) -> Work:
    return tenants.print_token(settings, email=given.email, hours=given.hours)


def _build(given: Given, _: Settings, __: Ending) -> Work:
    return upkeep.build_frontends(anew=given.anew)


def _migrate(_: Given, settings: Settings, __: Ending) -> Work:
    return upkeep.migrate(settings)


def _recount(given: Given, settings: Settings, __: Ending) -> Work:
    return upkeep.recount(settings, email=given.email)


def _reseal(_: Given, settings: Settings, __: Ending) -> Work:
    return tenants.reseal(settings)


def _backup(given: Given, settings: Settings, _: Ending) -> Work:
    return backup.backup(settings, given.file.absolute())


def _restore(given: Given, settings: Settings, _: Ending) -> Work:
    return backup.restore(settings, given.file.absolute(), replace=given.replace)


def _openapi(_: Given, __: Settings, ___: Ending) -> Work:
    return upkeep.print_openapi()


def _doctor(_: Given, settings: Settings, __: Ending) -> Work:
    return doctor.examine(settings)


if __name__ == '__main__':
    main()
