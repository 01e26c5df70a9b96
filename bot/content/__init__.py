"""What the bot can say: topics with examples and answers, contacts, downloads and fixed texts."""
