"""From a message to a topic: features, classifier, decision, language and evaluation. Free of Rasa types."""
