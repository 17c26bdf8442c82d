"""Which style sheets and fonts the pages use, where they come from and in what order they load."""

from pathlib import Path

PORTALS = Path(__file__).resolve().parent
VENDOR_DIRECTORY = PORTALS / "static" / "vendor"
# Outside static: the drawing engine measures with these, no browser ever asks for them.
FONT_DIRECTORY = PORTALS / "fonts"

_CANDIDATES = ("button", "data-badge", "heading", "link", "number-badge", "paragraph", "skip-link")

# Source below node_modules → name below static/vendor. Named one by one: whole dist folders would make
# collectstatic compress hundreds of files that no page asks for.
STYLE_FILES: dict[str, str] = {
    "@utrecht/component-library-css/dist/index.css": "utrecht.css",
    "@utrecht/component-library-css/LICENSE.md": "licences/utrecht-component-library-css.md",
    **{f"@nl-design-system-candidate/{name}-css/dist/{name}.css": f"nl-{name}.css" for name in _CANDIDATES},
    **{
        f"@nl-design-system-candidate/{name}-css/LICENSE.md": f"licences/nl-{name}-css.md"
        for name in _CANDIDATES
    },
    "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css": "voorbeeld.css",
    "@nl-design-system-unstable/voorbeeld-design-tokens/LICENSE.md": "licences/voorbeeld-design-tokens.md",
    "@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2": "noto-sans-latin.woff2",
    "@fontsource-variable/noto-sans/LICENSE": "licences/noto-sans.txt",
}

FONT_FILES: dict[str, str] = {
    "@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf": "NotoSans-Regular.ttf",
    "@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf": "NotoSans-Bold.ttf",
    "@expo-google-fonts/noto-sans/LICENSE_FONT": "LICENSE_FONT",
}

# The order is the cascade: components first, then the example tokens, then our own theme over them.
STYLESHEETS: tuple[str, ...] = (
    "vendor/utrecht.css",
    *(f"vendor/nl-{name}.css" for name in _CANDIDATES),
    "vendor/voorbeeld.css",
    "meedoen/theme.css",
    *(
        f"meedoen/{name}.css"
        for name in ("frame", "components", "forms", "tables", "figures", "account", "bench")
    ),
)
PRINT_STYLESHEET = "meedoen/print.css"
