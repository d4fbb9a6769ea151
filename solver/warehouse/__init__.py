"""Systems of a shared warehouse: room, stock, docks, supply of points, and who pays."""
