"""Spreadsheets as people keep them, read into filled-in sheets; nothing is saved here."""
