"""Arithmetic of codes: credit codes, divisions by date, item codes. Knows neither items nor words."""
