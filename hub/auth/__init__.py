"""Who is asking: signing up and in, sessions, tokens and keys."""
