"""The words around the number for help."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def help_wordings(number: str) -> tuple[str, ...]:
    """Return what to call it by, from the longest wording to the bare number."""
    texts = translate("MainWindow", "Help {number}"), translate("MainWindow", "Call {number}")
    return (*(text.format(number=number) for text in texts), number)
