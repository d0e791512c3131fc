"""The parts of the product, which a tenant switches on and off."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from hub.model.base import Input, Value


class Feature(StrEnum):
    """One part, as table `features` names it."""

    DASHBOARD = 'dashboard'
    SALES = 'sales'
    CONVERSATION = 'conversation'
    AI_AGENT = 'ai_agent'
    TICKETING = 'ticketing'
    WORKFLOW = 'workflow'
    CAMPAIGN = 'campaign'
    REPORTS = 'reports'


class TenantFeature(Value):
    """A part, and whether the tenant uses it."""

    key: Annotated[Feature, Field(strict=False)]
    name: str
    description: str
    is_enabled: bool


class FeatureChange(Input):
    """Which parts to switch on (true) or off (false); the others stay as they are."""

    features: Annotated[dict[Annotated[Feature, Field(strict=False)], bool], Field(min_length=1)]
