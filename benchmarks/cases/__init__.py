"""The measured cases."""
