"""Conversations: reading them, changing them, and what is made of them."""
