"""Counselling without a database: who answers, who may do what, what an answer stands on."""
