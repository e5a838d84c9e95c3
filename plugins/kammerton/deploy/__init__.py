"""What a published site needs beyond its own files to be served well."""
