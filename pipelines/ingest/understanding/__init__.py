"""Understands what documents print: figures, stated changes and targets."""
