"""The door: passwords and a second step for local accounts, and the municipality's own sign-in by OIDC or SAML."""
