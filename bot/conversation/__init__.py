"""Conversations: tokens, clean input, privacy and the dialogue itself."""
