"""``kiosk screenshots``: every screen in every state, language, theme, size and mode."""
