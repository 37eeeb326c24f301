"""Addresses of the people room."""

from django.urls import path

from folkmoot.people.views import account, organisations, passkeys, sign_in, stewards, still_you

app_name = "people"
urlpatterns = [
    path("sign-in/code/", sign_in.sign_in_code, name="sign_in_code"),
    path("sign-in/passkey/", sign_in.sign_in_passkey, name="sign_in_passkey"),
    path("sign-in/passkey/begin/", sign_in.begin_passkey, name="begin_passkey"),
    path("account/", account.account, name="account"),
    path("account/name/", account.name, name="name"),
    path("account/email/", account.change_email, name="change_email"),
    path("account/email/code/", account.change_email_code, name="change_email_code"),
    path("account/still-you/", still_you.still_you, name="still_you"),
    path("account/still-you/code/", still_you.still_you_code, name="still_you_code"),
    path("account/passkeys/add/", passkeys.add, name="add_passkey"),
    path("account/passkeys/begin/", passkeys.begin_adding, name="begin_adding_passkey"),
    path("account/passkeys/<int:key>/", passkeys.passkey, name="passkey"),
    path("account/passkeys/<int:key>/remove/", passkeys.remove, name="remove_passkey"),
    path("account/sign-out-everywhere/", account.sign_out_everywhere, name="sign_out_everywhere"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/add/", organisations.add, name="add_organisation"),
    path("organisations/<str:ref>/", organisations.organisation, name="organisation"),
    path("organisations/<str:ref>/edit/", organisations.edit, name="edit_organisation"),
    path("organisations/<str:ref>/numbers/", organisations.add_identifier, name="add_identifier"),
    path(
        "organisations/<str:ref>/numbers/<int:key>/prefer/",
        organisations.prefer_identifier,
        name="prefer_identifier",
    ),
    path(
        "organisations/<str:ref>/numbers/<int:key>/remove/",
        organisations.remove_identifier,
        name="remove_identifier",
    ),
    path(
        "organisations/<str:ref>/custodians/", organisations.name_custodian, name="name_custodian"
    ),
    path(
        "organisations/<str:ref>/custodians/<uuid:key>/end/",
        organisations.end_custodian,
        name="end_custodian",
    ),
    path("stewards/", stewards.stewards, name="stewards"),
    path("stewards/<uuid:key>/end/", stewards.end_steward, name="end_steward"),
]
