"""Methods as they are described by the typology of promising practice: pure values."""
