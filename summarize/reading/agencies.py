"""Names of agencies and capitalised names, as patterns for credits, bylines and datelines."""

from __future__ import annotations

_WIRES = (
    "AFP|Reuters|REUTERS|AP|EFE|DPA|dpa|ANSA|Belga|BELGA|ATS|ats|awp|AWP|Xinhua|XINHUA|APS|MAP|TAP|PANA|EPA"
    "|Associated Press|Agence France-Presse"
)
_PICTURES = (
    "AFPTV|AFP TV|(?:AFP|AP) (?:Photo|PHOTO)|POOL|Pool|Keystone|KEYSTONE"
    "|Getty(?: Images)?|GETTY(?: IMAGES(?: [A-Z]{2,}){0,3})?|SIPA(?: PRESS)?|Sipa(?: Press)?"
    "|Sputnik|SPUTNIK|TASS|RIA Novosti|Kyodo|KYODO|PA|MAXPPP|MaxPPP|Handout|HANDOUT|HO|STR|STRINGER"
    "|Archives?|ARCHIVES?|Anadolu(?: Agency)?|ANADOLU|NurPhoto|Abaca(?:press)?|ABACA|Hans Lucas|PHOTOPQR"
    "|Bestimage|Planet Labs|Maxar(?: Technologies)?|DR|D\\.R\\.|IP3|LP|Bloomberg|Zuma|ZUMA|Shutterstock"
    "|ANP|NTB|PRU|AAP|APA|Lehtikuva|LEHTIKUVA|Ritzau(?: Scanpix)?|RITZAU(?: SCANPIX)?|Scanpix|SCANPIX"
    "|Press Association|PRESS ASSOCIATION"
)
WIRE = f"(?:{_WIRES})"
"""An agency that writes dispatches."""

AGENCY = f"(?:{_WIRES}|{_PICTURES})"
"""Whatever stands in a credit beside a name."""

INITIALS = r"(?:LP|PA|HO|DR|STR|TAP|MAP|IP3|PRU|ANP|NTB|AAP|APA)"
"""Agencies whose names may also be a party's or a company's: beside other initials they prove nothing."""

CAPITALISED = r"[A-ZÀ-ÖØ-ÞŒŠŽĀĂĄĆČĎĐĘĚĞĢĪİŁŃŇŐŘŚŞŢŤŪŮŰŹŻ][^\W\d_]*(?:['’.\-][^\W\d_]+){0,3}\.?"
"""One word of a name: "Jean-Pierre", "J.", "O'Brien"."""
