"""The charging domain: pure, standard library only, time comes in as an argument."""
