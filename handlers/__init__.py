"""The edges: HTTP and Socket.IO. A handler reads its input, calls one verb of the core and answers."""
