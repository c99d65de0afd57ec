"""A station and a vehicle behind the same ports as the real ones, for people who have neither."""
