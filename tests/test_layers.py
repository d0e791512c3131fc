"""The arrows of docs/architecture.md, held by the import statements themselves."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOF = {'app', 'worker', '__main__', 'demo', 'build', 'doctor', 'seed', 'commands', 'logs'}
MAY = {
    'model': {'model'},
    'storage': {'model', 'storage'},
    'channels': {'model', 'channels'},
    'core': {'model', 'storage', 'core'},
    'handlers': {'model', 'core', 'handlers'},
    'roof': {'model', 'storage', 'channels', 'core', 'handlers', 'roof'},
}
LAYERS = {'storage': 'storage', 'channels': 'channels', 'handlers': 'handlers'}


def layer(module: str) -> str | None:
    """Which storey a module stands on; None for what is not ours."""
    top, _, rest = module.partition('.')
    if top != 'hub':
        return LAYERS.get(top)
    if rest.partition('.')[0] == 'model':
        return 'model'
    return 'roof' if rest.partition('.')[0] in ROOF else 'core'


def imported(tree: ast.AST, package: str) -> set[str]:
    """Every module that is imported, relative imports resolved."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package.rsplit('.', node.level - 1)[0] if node.level else ''
            name = '.'.join(part for part in (base, node.module or '') if part)
            found |= {f'{name}.{alias.name}' for alias in node.names}
    return found


def test_imports_follow_the_arrows() -> None:
    wrong, seen = [], 0
    for folder in ('hub', 'channels', 'handlers', 'storage'):
        for path in sorted((ROOT / folder).rglob('*.py')):
            parts = path.relative_to(ROOT).with_suffix('').parts
            module = '.'.join(parts[:-1] if parts[-1] == '__init__' else parts)
            here = layer(module)
            assert here, module
            seen += 1
            for name in imported(ast.parse(path.read_text()), '.'.join(parts[:-1])):
                there = layer(name)
                if there and there not in MAY[here]:
                    wrong.append(f'{module} ({here}) imports {name} ({there})')
    assert not wrong, '\n'.join(wrong)
    assert seen > 20, 'the test has lost sight of the code'


def test_no_module_is_a_drawer() -> None:
    drawers = {'utils', 'util', 'helpers', 'helper', 'manager', 'services', 'service', 'common', 'misc'}
    assert not [path for path in ROOT.rglob('*.py') if path.stem in drawers and '.venv' not in path.parts]
