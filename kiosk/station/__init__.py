"""A simulated charging station that talks OCPP 1.6J, to try SteVe, the relay and the kiosk with."""
