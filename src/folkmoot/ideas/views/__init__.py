"""Ideas, over the web: translate, call one action, answer."""
