"""The papers of funds and equipment."""
