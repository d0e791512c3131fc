"""Variables in prepared words: `{{contact.name}}` and a few others, a closed list. Nothing is evaluated.

Who writes fills them in, with what their screen shows, and reads the result before it is sent. What is not in the list,
or has no value, stays as it was written, so that everybody sees it. Where nobody can read the results, because there
are thousands, the hub fills them in, and what has no value is not sent.
"""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum

_VARIABLE = re.compile(r'\{\{([^{}]*)\}\}')


class Variable(StrEnum):
    """What may stand between the braces."""

    CONTACT_NAME = 'contact.name'
    CONTACT_FIRST_NAME = 'contact.first_name'
    AGENT_NAME = 'agent.name'
    AGENT_FIRST_NAME = 'agent.first_name'
    CONVERSATION_SUBJECT = 'conversation.subject'
    TENANT_NAME = 'tenant.name'


_KNOWN = {str(variable) for variable in Variable}


def named_in(text: str) -> tuple[list[Variable], list[str]]:
    """What stands in braces, each once, in the order of the text: variables, and what is none."""
    names = dict.fromkeys(name.strip() for name in _VARIABLE.findall(text))
    return [Variable(name) for name in names if name in _KNOWN], [name for name in names if name not in _KNOWN]


def filled_in(text: str, values: Mapping[Variable, str], as_said: Callable[[str], str] = str) -> str:
    """With their values, each as `as_said` says it. What is no variable stays as it is; a value is not read again."""
    known = {str(variable): value for variable, value in values.items()}

    def value_of(found: re.Match[str]) -> str:
        name = found[1].strip()
        return as_said(known[name]) if name in known else found[0]

    return _VARIABLE.sub(value_of, text)
