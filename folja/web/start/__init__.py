"""The start page of each role: what there is to do, before everything there is to read."""
