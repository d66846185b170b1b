"""How much Hypothesis tries: the same modest number of examples everywhere and in whatever is run alone."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "folja",
    max_examples=20,
    deadline=None,  # the first call of an engine or a solver takes longer than the rest
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("folja")
