"""What agents do to conversations beside answering them."""
