"""Figures become a document as data, and the document becomes HTML, PDF, Word and Excel."""
