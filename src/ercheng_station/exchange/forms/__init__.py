"""Forms that a superior sends: their places found, proposed, filled, and nothing else in the file touched."""
