"""Addresses of the deciding room: for everyone, for voters, for those who run a decision."""

from folkmoot.deciding import result_urls, running_urls, voting_urls

app_name = "deciding"
urlpatterns = [
    *result_urls.urlpatterns,
    *voting_urls.urlpatterns,
    *running_urls.urlpatterns,
]
