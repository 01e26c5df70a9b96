"""What is stored: conversations and ratings."""
