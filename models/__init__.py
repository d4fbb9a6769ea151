"""What the world is and what an answer is: frozen models, no algorithm."""
