"""Units, accounts, roles and sign-in, and who may see what."""
