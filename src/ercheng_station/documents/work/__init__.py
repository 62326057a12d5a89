"""Papers of the work itself: the yearly score sheet, the board on the wall."""
