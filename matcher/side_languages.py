"""The languages of each country of the programme: those that are official in it, or in a region of it.

What a side of the border works in. Sources: the constitutions and language laws as CLDR sums them up
(supplemental/territoryInfo, official and official_regional).
"""

from collections.abc import Mapping

LANGUAGES_OF: Mapping[str, tuple[str, ...]] = {
    **{
        "AD": ("ca",),
        "AL": ("sq",),
        "AT": ("de", "hr", "hu", "sl"),
        "BA": ("bs", "hr", "sr"),
        "BE": ("nl", "fr", "de"),
    },
    **{
        "BG": ("bg",),
        "CH": ("de", "fr", "it", "rm", "gsw"),
        "CY": ("el", "tr"),
        "CZ": ("cs",),
        "DE": ("de", "da", "hsb"),
    },
    **{"DK": ("da", "de"), "EE": ("et",), "ES": ("es", "ca", "gl", "eu", "oc"), "FI": ("fi", "sv", "se")},
    **{"FR": ("fr", "ca", "eu", "oc", "co"), "GR": ("el",), "HR": ("hr", "it"), "HU": ("hu",), "IE": ("en", "ga")},
    **{
        "IT": ("it", "de", "fr", "sl", "fur", "lld"),
        "LI": ("de",),
        "LT": ("lt",),
        "LU": ("lb", "fr", "de"),
        "LV": ("lv",),
    },
    **{"MD": ("ro", "gag"), "ME": ("cnr", "sr", "sq"), "MK": ("mk", "sq"), "MT": ("mt", "en"), "NL": ("nl", "fy")},
    **{"NO": ("nb", "nn", "se"), "PL": ("pl", "csb"), "PT": ("pt", "mwl"), "RO": ("ro", "hu", "uk")},
    **{"RS": ("sr", "hu", "sk", "ro"), "SE": ("sv", "fi", "fit", "se"), "SI": ("sl", "it", "hu"), "SK": ("sk", "hu")},
    **{"TR": ("tr",), "UA": ("uk",), "XK": ("sq", "sr")},
}


def side_languages(country: str, working: tuple[str, ...]) -> tuple[str, ...]:
    """The working languages of a partnership that are a side's own; all of the side's where none is a working one."""
    own = LANGUAGES_OF.get(country, ())
    return tuple(code for code in working if code in own) or own
