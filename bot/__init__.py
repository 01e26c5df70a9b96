"""Noaber: a chatbot that explains the strategy of the Twente region."""
