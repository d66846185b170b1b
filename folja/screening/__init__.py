"""What may stand in a free text: made clean, and looked through for what could tell who somebody is."""
