"""The common rota of volunteers: who does which duty, what stays empty, whom to look for."""
