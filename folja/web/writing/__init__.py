"""The room where a report is written by several people, handed in, approved by somebody else, and kept as it was."""
