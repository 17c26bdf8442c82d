"""Settings, urls, wsgi, headers, startup checks and the command line."""
