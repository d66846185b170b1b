"""An invented city: its units, and registrations drawn so that the published figures of Stockholm come out."""
