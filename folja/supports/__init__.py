"""The supports that the committee has decided: what each decision says, which instruments hang on it, what it lacks."""
