"""Files of messages, and pictures of people."""
