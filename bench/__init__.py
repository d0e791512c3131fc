"""What the hub costs and how fast it is, always beside a floor in the same run: only ratios carry over."""
