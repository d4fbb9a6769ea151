"""What may be asked of any kind of run, and how a kind declares itself."""
