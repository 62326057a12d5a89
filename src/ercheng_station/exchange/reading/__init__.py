"""Tables that other people made, read without trusting them: what lies in a file, sheet by sheet, and what was odd about it."""
