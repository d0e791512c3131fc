"""What only `hub demo` has: a made-up shop that carries the chat."""
