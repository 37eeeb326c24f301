"""Addresses whose views are somebody else's: what stands behind each, who may pass, and why.

Our own views carry their door with them. These cannot, so a person reads what the library does
and says so here, by the address's name. An address that is in neither place fails the tests.
"""

SIGNING_IN = "signing in (allauth)"
MINE = "one's own account (allauth)"

THIRD_PARTY: dict[str, tuple[str, str]] = {
    # Signing in and out: it must be open to those who have not signed in yet.
    "account_login": (SIGNING_IN, "everyone"),
    "account_signup": (SIGNING_IN, "everyone"),
    "account_logout": (SIGNING_IN, "everyone; does nothing for those who are not signed in"),
    "account_inactive": (SIGNING_IN, "everyone; one sentence about a closed account"),
    "account_request_login_code": (SIGNING_IN, "everyone; a code goes to the address by e-mail"),
    "account_confirm_login_code": (SIGNING_IN, "the browser that asked for the code"),
    "account_email_verification_sent": (SIGNING_IN, "the browser that asked for the letter"),
    "account_confirm_email": (SIGNING_IN, "whoever holds the key in the letter"),
    "mfa_authenticate": (SIGNING_IN, "the browser halfway through signing in"),
    "mfa_login_webauthn": (SIGNING_IN, "everyone; the passkey decides"),
    "mfa_signup_webauthn": (SIGNING_IN, "the browser halfway through joining"),
    "mfa_trust": (SIGNING_IN, "the browser halfway through signing in"),
    # One's own account: the library shows an account nothing but its own.
    "account_email": (MINE, "signed in"),
    "account_reauthenticate": (MINE, "signed in"),
    "account_reauthenticate_by_email": (MINE, "signed in"),
    "mfa_index": (MINE, "signed in"),
    "mfa_reauthenticate": (MINE, "signed in"),
    "mfa_list_webauthn": (MINE, "signed in"),
    "mfa_add_webauthn": (MINE, "signed in, and again just now"),
    "mfa_edit_webauthn": (MINE, "signed in; only one's own passkey"),
    "mfa_remove_webauthn": (MINE, "signed in, and again just now; only one's own passkey"),
    "mfa_reauthenticate_webauthn": (MINE, "signed in"),
    "mfa_activate_totp": (MINE, "signed in, and again just now"),
    "mfa_deactivate_totp": (MINE, "signed in, and again just now"),
    "mfa_view_recovery_codes": (MINE, "signed in, and again just now"),
    "mfa_download_recovery_codes": (MINE, "signed in, and again just now"),
    "mfa_generate_recovery_codes": (MINE, "signed in, and again just now"),
}
