"""What can keep a store from starting, in words for the person at the terminal."""


class CannotStart(Exception):
    """A store cannot start here. The message is one line and says what to do."""
