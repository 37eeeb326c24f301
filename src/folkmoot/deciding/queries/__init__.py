"""Questions people ask about decisions. Nothing here changes anything."""
