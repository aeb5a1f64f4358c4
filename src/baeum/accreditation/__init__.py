"""Accreditation of courses: rounds, applications and their acts, panels, what comes afterwards, notices."""
