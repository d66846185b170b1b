"""What may be asked: instruments, their questions, and one filled-in sheet."""
