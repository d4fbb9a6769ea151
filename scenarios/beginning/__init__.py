"""A town of one's own from a few answers: what the page's first steps and short tables ask."""

from scenarios.beginning.answers import Answers
from scenarios.beginning.reading import answered_at, read
from scenarios.beginning.town import content

__all__ = ["Answers", "answered_at", "content", "read"]
