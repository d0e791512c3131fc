"""Chaos: the whole installation under load while everything around it breaks, and a checker that counts."""
