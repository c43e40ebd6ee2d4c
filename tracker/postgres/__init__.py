"""The database: our own server, started when needed, unless DATABASE_URL names another."""
