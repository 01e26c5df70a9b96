"""Custom actions, one a file: each says what the bot says next, from `bot.answers`, and what is remembered."""
