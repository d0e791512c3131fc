"""Telling what happens: sockets of this process, and the other processes."""
