"""What of the widget can be told without a browser."""
