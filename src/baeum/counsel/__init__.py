"""Counselling: questions to the office that answers, private threads, questions published for all."""
