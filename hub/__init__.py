"""The core: the verbs of the domain, over stores it reaches through `storage` and values of `hub.model`."""
