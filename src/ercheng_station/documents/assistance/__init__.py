"""Papers of the reception book, of consultations, of assistance (维权援助) and of experts."""
