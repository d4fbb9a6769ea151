"""One page for the meeting of a town that watches over food aid."""
