"""The coordinator's page: server-rendered, in French and English, offline, by keyboard."""
