"""Replies: what the bot says, as data."""
