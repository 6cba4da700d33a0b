#!/usr/bin/env python3
"""Makes the font files in this folder and src/look/icons_table.rs.

Usage: make_fonts.py INTER_FOLDER ICON_FONT
  INTER_FOLDER  the folder with Inter-Regular.woff2, Inter-Medium.woff2, Inter-SemiBold.woff2
  ICON_FONT     material-symbols-outlined.woff2, the variable font
Needs fonttools and brotli.
"""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = pathlib.Path(__file__).parent

TEXT = [
    (0x0020, 0x007E),
    (0x00A0, 0x017F),  # Latin-1 and Latin Extended-A
    (0x0218, 0x021B),  # Romanian comma below
    (0x1E00, 0x1EFF),  # names with more than one mark
    (0x0300, 0x036F),  # combining marks, for names typed decomposed
    (0x0370, 0x03FF),
    (0x0400, 0x052F),
    (0x2009, 0x2009),
    (0x2010, 0x2027),
    (0x202F, 0x203A),
    (0x2044, 0x2044),
    (0x20A0, 0x20BF),
    (0x2116, 0x2122),
    (0x2190, 0x2199),
    (0x2212, 0x2212),
    (0x221E, 0x221E),
    (0x2248, 0x2248),
    (0x2260, 0x2265),
    (0x25CB, 0x25CF),
    (0x2713, 0x2713),
]
# Marks and kerning stay. Contextual forms go: they would turn a typed "->" into an arrow.
FEATURES = ["ccmp", "kern", "mark", "mkmk", "locl"]


def options(features):
    wanted = subset.Options()
    wanted.layout_features = features
    wanted.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    wanted.notdef_outline = True
    wanted.hinting = False
    wanted.glyph_names = False
    wanted.drop_tables += ["DSIG"]
    return wanted


def freeze_tabular_digits(font):
    """Points the digits at their tabular forms, so that no font feature is needed."""
    table = font["GSUB"].table
    swap = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != "tnum":
            continue
        for index in record.Feature.LookupListIndex:
            for sub in table.LookupList.Lookup[index].SubTable:
                sub = getattr(sub, "ExtSubTable", sub)
                swap.update(getattr(sub, "mapping", {}))
    digits = [font.getBestCmap()[ord(c)] for c in "0123456789"]
    missing = [d for d in digits if d not in swap]
    if missing:
        sys.exit(f"no tabular form for {missing}")
    for cmap in font["cmap"].tables:
        if cmap.isUnicode():
            for code, glyph in list(cmap.cmap.items()):
                cmap.cmap[code] = swap.get(glyph, glyph)
    advances = {font["hmtx"][swap[d]][0] for d in digits}
    if len(advances) != 1:
        sys.exit(f"digits of unequal width: {advances}")


def text_fonts(folder):
    codes = [c for first, last in TEXT for c in range(first, last + 1)]
    for weight in ["Regular", "Medium", "SemiBold"]:
        font = TTFont(pathlib.Path(folder) / f"Inter-{weight}.woff2")
        font.flavor = None
        freeze_tabular_digits(font)
        worker = subset.Subsetter(options(FEATURES))
        worker.populate(unicodes=codes)
        worker.subset(font)
        font.save(HERE / "fonts" / f"Inter-{weight}.ttf")


def ligature_codes(font):
    """Icon name -> code point, read from the ligatures of the icon font."""
    cmap = font.getBestCmap()
    letters = {glyph: chr(code) for code, glyph in cmap.items()}
    codes = {glyph: code for code, glyph in sorted(cmap.items(), reverse=True)}
    names = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for sub in lookup.SubTable:
            sub = getattr(sub, "ExtSubTable", sub)
            for first, ligatures in getattr(sub, "ligatures", {}).items():
                for lig in ligatures:
                    parts = [first, *lig.Component]
                    name = "".join(letters.get(p, "?") for p in parts)
                    if lig.LigGlyph in codes:
                        names[name] = codes[lig.LigGlyph]
    return names


def icon_font(path):
    wanted = (HERE / "icons" / "names.txt").read_text().split()
    font = TTFont(path)
    font.flavor = None
    names = ligature_codes(font)
    missing = [n for n in wanted if n not in names]
    if missing:
        sys.exit(f"not in the icon font: {missing}")
    font = instantiateVariableFont(font, {"FILL": 0, "GRAD": 0, "opsz": 20, "wght": 400})
    worker = subset.Subsetter(options([]))
    worker.populate(unicodes=[names[n] for n in wanted])
    worker.subset(font)
    font.save(HERE / "icons" / "MaterialSymbolsOutlined.ttf")

    seen = {}
    lines = [
        "//! The icons by name, with their place in the icon font.",
        "//!",
        "//! Written by `assets/make_fonts.py` from `assets/icons/names.txt`; not edited by hand.",
        "",
        "use super::icons::Icon;",
        "",
    ]
    for name in wanted:
        code = names[name]
        if code in seen:
            sys.exit(f"{name} and {seen[code]} are the same sign")
        seen[code] = name
        lines += [
            f"/// `{name}`",
            f"pub const {name.upper()}: Icon = Icon::new(\"{name}\", '\\u{{{code:x}}}');",
        ]
    lines += ["", "/// Every icon, in the order of their names.", "pub const ALL: &[Icon] = &["]
    lines += [f"    {name.upper()}," for name in wanted]
    lines += ["];", ""]
    (HERE.parent / "src" / "look" / "icons_table.rs").write_text("\n".join(lines))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    text_fonts(sys.argv[1])
    icon_font(sys.argv[2])
