"""Files for people: driver sheets, report."""
