"""Makes the weekly example by Typst. usage: by_typst.py SOURCE FILE FACES"""
import sys

import typst

if len(sys.argv) > 1:
    source, file, faces = sys.argv[1:]
    typst.compile(source, output=file, font_paths=[faces], ignore_system_fonts=True)
