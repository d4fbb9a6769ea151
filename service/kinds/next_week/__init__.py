"""The week that follows a planned, published or weighed one."""
