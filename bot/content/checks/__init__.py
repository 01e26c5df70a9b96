"""The parts of the content check, one kind of content each: functions that yield findings."""
