"""Ways of pooling compared: what groups are worth, who pays what, what each means would change."""
