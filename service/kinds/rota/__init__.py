"""The room of the volunteers' rota."""
