"""Vehicle models, and what a state of charge means on them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VehicleModel:
    """A scooter model, told by its charging current: above one bound, up to the other.

    ``pack_ah`` in Ah, ``full_range_km`` in km, currents in A, ``nominal_voltage`` in V.
    """

    name: str
    above_current: float
    up_to_current: float
    pack_ah: float
    full_range_km: float
    nominal_voltage: float = 72.0

    def range_km(self, soc: float) -> float:
        """Range at a state of charge in %."""
        return soc / 100.0 * self.full_range_km

    def charge_ah(self, soc: float) -> float:
        """Charge held at a state of charge in %, in Ah."""
        return soc / 100.0 * self.pack_ah

    def energy_wh(self, soc_gain: float, voltage: float) -> float:
        """Energy that a gain in % takes at a battery voltage in V, in Wh."""
        return soc_gain / 100.0 * self.pack_ah * voltage


CLASSIC = VehicleModel("Classic", -1.0, 30.0, 30.0, 81.0)
PRO = VehicleModel("Pro", 30.0, 60.0, 60.0, 162.0)
MAX = VehicleModel("Max", 60.0, 100.0, 90.0, 243.0)

DEFAULT_MODELS = (CLASSIC, PRO, MAX)


def model_for_current(
    current: float, models: tuple[VehicleModel, ...] = DEFAULT_MODELS
) -> VehicleModel | None:
    """Return the model whose band holds ``current`` (A), or ``None``: nothing is guessed."""
    for model in models:
        if model.above_current < current <= model.up_to_current:
            return model
    return None
