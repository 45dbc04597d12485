"""Vehicles of a household (住户车辆): entered, changed, ended."""
