"""Writes the corpus as files with gold beside them, for `redactor eval`.

python -m bench.corpus OUT [--set tuning|test] [--seed N] [--format txt|docx|pdf] [--authors-names]
"""

import argparse
import json
from pathlib import Path

from bench.corpus.documents import SEED, documents
from bench.corpus.formats import FORMATS

if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--set", choices=("tuning", "test"), default="tuning", dest="half")
    arguments.add_argument("--seed", type=int, default=SEED)
    arguments.add_argument("--authors-names", action="store_true", help="names as the authors wrote them")
    arguments.add_argument("--format", choices=tuple(FORMATS), default="txt", dest="suffix")
    options = arguments.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    count = 0
    for rendered in documents(options.half, options.seed, rename=not options.authors_names):
        path = options.out / f"{rendered.name}.{options.suffix}"
        path.write_bytes(FORMATS[options.suffix](rendered))
        gold = json.dumps(rendered.gold(path.name), ensure_ascii=False, indent=1)
        (options.out / f"{rendered.name}.gold.json").write_text(gold, "utf-8")
        count += 1
    print(f"{options.out}: {count} documents, {options.half} set, seed {options.seed}")
