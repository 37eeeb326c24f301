"""Addresses of the ideas room."""

app_name = "ideas"
urlpatterns = []
