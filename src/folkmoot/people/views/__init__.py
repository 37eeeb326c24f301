"""People, over the web: signing in, one's account, organisations, stewards."""
