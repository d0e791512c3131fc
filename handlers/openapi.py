"""The OpenAPI 3.1 document, made from the table of routes and the models that validate."""

import re
from typing import Any

import orjson
from openapi_pydantic import (
    Components,
    Info,
    MediaType,
    OpenAPI,
    Operation,
    Parameter,
    ParameterLocation,
    PathItem,
    RequestBody,
    Response,
    SecurityScheme,
)
from openapi_pydantic.util import PydanticSchema, construct_open_api_with_schema_class
from pydantic import BaseModel

from handlers.edge import Route
from handlers.problems import Problem
from handlers.replay import IDEMPOTENCY_KEY
from hub.model.version import Versioned

_ABOUT = (
    'Every customer conversation of a business, over HTTP. Errors are RFC 9457 problem documents with a stable `code`; '
    'lists are `{items, next_cursor}`; answers say in `RateLimit-*` headers how much may still be asked.'
)
_PLACE = re.compile(r'\{(\w+)(?::[^}]*)?\}')


def document(routes: list[Route], server: str = '/') -> dict[str, Any]:
    """The whole document as JSON values."""
    paths: dict[str, PathItem] = {}
    for route in routes:
        item = paths.setdefault(_PLACE.sub(r'{\1}', route.path), PathItem())
        setattr(item, route.method.lower(), _operation(route))
    described = OpenAPI(
        info=Info(title='CustArea hub', version='1', description=_ABOUT),
        servers=[{'url': server}],
        paths=paths,
        components=Components(
            securitySchemes={
                'bearer': SecurityScheme(type='http', scheme='bearer', description='Access token or API key')
            }
        ),
    )
    built = construct_open_api_with_schema_class(described)
    return built.model_dump(mode='json', by_alias=True, exclude_none=True)


def as_json(routes: list[Route], server: str) -> bytes:
    """The document as it is served."""
    return orjson.dumps(document(routes, server))


def _operation(route: Route) -> Operation:
    summary, _, description = (route.verb.__doc__ or route.verb.__name__).strip().partition('\n')
    noun = route.verb.__module__.rpartition('.')[2]
    return Operation(
        operationId=f'{noun}_{route.verb.__name__}',
        tags=[noun],
        summary=summary.rstrip('.'),
        description=_description(route, description.strip()),
        parameters=[*_parameters(route, 'path'), *_parameters(route, 'query'), *_headers(route)] or None,
        requestBody=_request(route),
        responses={
            str(route.status if route.answer or route.answers else 204): _response(route),
            'default': _problem(),
        },
        security=[{'bearer': []}] if route.access.signed_in else [],
    )


def _description(route: Route, words: str) -> str | None:
    access = route.access
    said = [words, f'Needs the right `{access.permission}`.' if access.permission else '']
    said.append(f'Only while the feature `{access.feature}` is on.' if access.feature else '')
    said.append('For people only: an API key is refused.' if access.by_people else '')
    return '\n\n'.join(part for part in said if part) or None


def _parameters(route: Route, where: str) -> list[Parameter]:
    model = route.model(where)
    if model is None:
        return []
    schema = model.model_json_schema()
    definitions = schema.get('$defs', {})
    return [
        Parameter(
            name=name,
            **{'in': ParameterLocation(where)},
            required=where == 'path' or name in schema.get('required', []),
            description=field.get('description'),
            param_schema=_inlined(field, definitions),
        )
        for name, field in schema.get('properties', {}).items()
    ]


def _headers(route: Route) -> list[Parameter]:
    if route.method in ('PATCH', 'PUT') and route.answer and issubclass(route.answer, Versioned):
        told = 'The `version` that was seen: where it is another now, nothing is changed (409, `changed_meanwhile`).'
        where = {'in': ParameterLocation.HEADER}
        return [Parameter(name='If-Match', **where, description=told, param_schema={'type': 'string'})]
    if route.method != 'POST' or not route.access.signed_in:
        return []
    told = 'Sent again under the same key within 24 hours, the request is done once and answered the same.'
    return [
        Parameter(
            name='Idempotency-Key',
            **{'in': ParameterLocation.HEADER},
            description=told,
            param_schema={'type': 'string', 'pattern': IDEMPOTENCY_KEY.pattern},
        )
    ]


def _inlined(schema: Any, definitions: dict[str, Any]) -> Any:
    """Parameters carry their enums in place: `$defs` of one model mean nothing in the document."""
    if isinstance(schema, dict):
        if '$ref' in schema:
            return _inlined(definitions[schema['$ref'].rpartition('/')[2]], definitions)
        return {key: _inlined(value, definitions) for key, value in schema.items()}
    return [_inlined(value, definitions) for value in schema] if isinstance(schema, list) else schema


def _request(route: Route) -> RequestBody | None:
    if route.takes:
        return RequestBody(required=True, content={route.takes: MediaType()})
    body = route.model('body')
    return (
        RequestBody(required=not route.body_is_optional, content=_content('application/json', body)) if body else None
    )


def _response(route: Route) -> Response:
    told = route.answer or route.answers
    if told is None:
        return Response(description='Done')
    if isinstance(told, type):
        return Response(description='Done', content=_content('application/json', told))
    kinds = (told,) if isinstance(told, str) else told
    return Response(description='Done', content={kind: MediaType() for kind in kinds})


def _problem() -> Response:
    return Response(description='A problem (RFC 9457)', content=_content('application/problem+json', Problem))


def _content(kind: str, model: type[BaseModel]) -> dict[str, MediaType]:
    return {kind: MediaType(media_type_schema=PydanticSchema(schema_class=model))}
