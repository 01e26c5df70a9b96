"""Thin graph components of Rasa over `bot.understanding`."""
