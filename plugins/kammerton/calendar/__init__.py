"""Things to calendars: one file for each event, and calendars to subscribe to (RFC 5545, RFC 7986)."""
