"""What is counted, against stories counted by hand."""
