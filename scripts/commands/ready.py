"""python -m scripts.commands.ready MODULE …: what `python -m MODULE …` does, once there is a byte to read.

Until then it reads the code of the module: a renderer in Python takes a fifth of a second for that, in which `render`
reads the article. Where nothing comes, it does nothing.
"""

from __future__ import annotations

import gc
import runpy
import sys
from importlib import import_module
from importlib.util import find_spec

# What programs read only when they are at work.
_READ_LATE = {"zensical": ("zensical.main", "zensical.config", "zensical.markdown.render")}


def main() -> None:
    """Wait, and run the module as a program. Exits with 1 where it is not installed, as Python does."""
    module = sys.argv[1]
    if not find_spec(module.partition(".")[0]):
        sys.exit(f"{sys.executable}: no module named {module!r} is installed here")
    for name in _READ_LATE.get(module, ()):
        try:
            import_module(name)
        except ImportError:  # another version: it reads what it needs
            break
    # What was read stays to the end, and what a page leaves behind is little: looking for what could be given back
    # takes a seventh of a build.
    gc.freeze()
    gc.disable()
    if sys.stdin.read(1):
        sys.argv[:] = sys.argv[1:]
        runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
