"""The same figures for the operator's back office: JSON on demand, and state for monitoring."""
