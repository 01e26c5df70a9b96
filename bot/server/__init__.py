"""The HTTP server: the chat of the contract, the page and the health checks, in one process with Rasa's agent."""
