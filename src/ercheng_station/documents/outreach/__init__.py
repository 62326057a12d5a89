"""The papers of trainings, publicity, questionnaires and typical cases."""
