"""The people behind conversations: their addresses, and what is known of them."""
