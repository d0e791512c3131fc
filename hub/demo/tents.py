"""The range of the made-up shop, so that a visitor has pages to walk through."""

from typing import NamedTuple

COLOURS = {'rust': 'Rust', 'moss': 'Moss', 'dusk': 'Dusk', 'sand': 'Sand'}


class Tent(NamedTuple):
    """One product."""

    slug: str
    name: str
    kind: str
    card: str
    price: int
    colour: str
    weight: str
    packed: str
    floor: str
    words: str


TENTS = (
    Tent(
        slug='fjell-2',
        name='Fjell 2',
        kind='Tent for two, spring to autumn',
        card='Two people, three seasons',
        price=389,
        colour='rust',
        weight='1.9 kg with pegs',
        packed='44 cm long, 14 cm thick',
        floor='215 by 130 cm',
        words='The tent we take ourselves. One ridge, two poles, four minutes from bag to bed, and calm in a wind that '
        'turns other tents inside out. When something tears after years, you send it to us and get it back whole.',
    ),
    Tent(
        slug='fjell-1',
        name='Fjell 1',
        kind='Tent for one, spring to autumn',
        card='One person, the lightest we make',
        price=319,
        colour='moss',
        weight='1.2 kg with pegs',
        packed='40 cm long, 11 cm thick',
        floor='210 by 85 cm',
        words='For those who walk alone and far. Small enough to forget in the pack, high enough to sit up in and wait '
        'for the rain to end. The same cloth and the same seams as its larger sisters.',
    ),
    Tent(
        slug='fjell-4',
        name='Fjell 4',
        kind='Tent for four, spring to autumn',
        card='A family, or friends with gear',
        price=565,
        colour='dusk',
        weight='3.6 kg with pegs',
        packed='52 cm long, 19 cm thick',
        floor='230 by 245 cm',
        words='Room for four to sleep and for muddy boots to stay outside. Two doors, so that nobody climbs over '
        'anybody at night, and a roof that stands without a single line on a calm evening.',
    ),
)
