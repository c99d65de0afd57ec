"""The OCPP-J relay between the stations and SteVe, a process of its own.

It passes frames on as they are, writes down the DataTransfer messages that SteVe does not keep,
and tells the kiosk when there is something new to read.
"""
