"""The room of a rota changed by hand."""
