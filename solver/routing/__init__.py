"""Vehicle routing on neutral arrays: one problem, several engines, one evaluator."""
