"""What survives: real processes over real stores, killed and drained in the middle of a busy day."""
