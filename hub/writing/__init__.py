"""Writing into a conversation: sending at once or later, drafts, and what is kept ready to write."""
