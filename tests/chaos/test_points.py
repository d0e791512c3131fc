"""Every step that the outside can see has a crash point, and unarmed ones cost nothing worth measuring."""

import ast
import os
import signal
import subprocess
import sys
import timeit

import pytest

from hub.model.crash import armed, crash
from tests.chaos.points import points, trees

EFFECTS = (
    'realtime.message',
    'bell.message',
    'redis.publish',
    'transport.write',
    'egress.call',
    'smtp.send_message',
    '_hand_over',
)
"""Calls after which somebody knows more: whoever makes one says where it may break."""
OF_MAIL = ('aiosmtplib', 'smtplib')
NANOSECONDS = 1_000


def test_every_point_has_a_name_of_its_own() -> None:
    names = [point.name for point in points()]
    assert len(names) >= 25, 'the test has lost sight of the code'
    assert sorted(names) == sorted(set(names))


def test_every_effect_has_a_point_beside_it() -> None:
    lacking, seen = [], 0
    for path, tree in trees():
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            called = [ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)]
            if any(name.endswith(EFFECTS) for name in called):
                seen += 1
                lacking += [] if 'crash' in called else [f'{path}:{function.lineno} {function.name}']
    assert seen >= len(EFFECTS), 'the test has lost sight of the effects'
    assert not lacking


def test_mail_leaves_by_one_module_alone() -> None:
    """And HTTP by another: `test_there_is_no_other_way_out`. So the effects above are all there are."""
    found = {}
    for path, tree in trees():
        sent = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
        imported = [name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names]
        if set(imported) & set(OF_MAIL):
            found[path.name] = sent.count('send_message') + sent.count('sendmail')
    assert found == {'mail.py': 1, 'doctor.py': 0}


def test_the_armed_point_kills_at_its_pass_and_at_no_other() -> None:
    program = "from hub.model.crash import crash\nfor _ in range(3): crash('b'); crash('a'); print('x', flush=True)"
    done = subprocess.run(
        (sys.executable, '-c', program),
        env={**os.environ, 'HUB_CRASH': 'a:2'},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (-signal.SIGKILL, 'x\n')


def test_an_unarmed_point_is_one_empty_call() -> None:
    assert crash is armed('')
    passes = 100_000
    assert min(timeit.repeat(lambda: crash('written'), number=passes, repeat=5)) / passes * 1e9 < NANOSECONDS


def test_a_setting_that_means_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match='invalid literal'):
        armed('after_commit')
