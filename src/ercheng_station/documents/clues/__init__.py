"""Papers of clues: letters in the name of the district bureau, the list of evidence, the forms for approval."""
