"""The register of decided supports: kept in versions, written by who leads the city, read by everybody who signs in."""
