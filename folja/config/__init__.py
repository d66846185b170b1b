"""Where settings, addresses and the server's entry point meet; above every room."""
