"""Imports the larger libraries without the parts of them that nobody here uses.

Each of them takes along what it finds installed (a second Redis client, a blocking HTTP client, a pretty printer):
half a second of every start and 20 MB. Import this module before anything else; a name stays importable afterwards.
"""

import sys
from importlib import import_module
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType

_UNUSED = ('requests', 'rich', 'valkey', 'websocket')
_LIBRARIES = ('engineio', 'socketio', 'structlog')


def later(name: str) -> ModuleType:
    """A module that is imported once something of it is used. Raises ImportError where there is none."""
    if name in sys.modules:
        return sys.modules[name]
    spec = find_spec(name)
    if spec is None or spec.loader is None:
        raise ImportError(name)
    spec.loader = LazyLoader(spec.loader)
    sys.modules[name] = module = module_from_spec(spec)
    spec.loader.exec_module(module)
    package, _, last = name.rpartition('.')
    setattr(sys.modules[package], last, module)  # as an import would: who imports it later finds it there
    return module


def _import_lean() -> None:
    left_out = [name for name in _UNUSED if name not in sys.modules]
    for name in left_out:
        sys.modules[name] = None  # type: ignore[assignment]  # Python's own way to say: there is no such module
    try:
        for library in _LIBRARIES:
            import_module(library)
    finally:
        for name in left_out:
            del sys.modules[name]


_import_lean()
