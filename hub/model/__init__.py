"""The words everybody speaks: frozen pydantic values without I/O. They import nothing of ours."""
