"""Ten times the learners take no more memory: both tables are read, joined and encoded chunk by chunk."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet

RECORDS = 10
PROGRAM = """
import json, resource, sys
from baeum_rules.batch.encoding import Encoder
from baeum_rules.batch.joining import chunks_of
from baeum_rules.batch.running import open_tables
from baeum_rules.batch.surveying import survey
from baeum_rules.certificates import load_certificates

encoder, told = Encoder(load_certificates(), reuse=True), []
for folder in sys.argv[1:]:
    learners, records = open_tables(folder + "/l.parquet", folder + "/r.parquet")
    count, rows = survey(learners), 0
    for chunk in chunks_of(learners, records, 2000):
        found = encoder.encode(chunk.nested)
        assert not found.bad.any()
        rows += len(found.records.source)
    told.append((count, rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024))
print(json.dumps(told))
"""


def write(folder: Path, count: int) -> int:
    """Tables of so many learners; the bytes that their records take as Arrow."""
    folder.mkdir()
    names = np.char.add("learner-", np.arange(count).astype(str))
    days = pa.array(np.full(count, 20_000, np.int32)).view(pa.date32())
    learners = {"learner": names, "as_of": days, "degree": ["bachelor"] * count, "route": ["first"] * count}
    parquet.write_table(pa.table(learners | {"major": ["psychology"] * count}), folder / "l.parquet")
    rows = count * RECORDS
    words = {"source": "accredited_course", "institution": "가원 평생교육원", "subject": "심리학개론"}
    records = {"learner": np.repeat(names, RECORDS), "id": np.char.add("기록", np.arange(rows).astype(str))}
    records |= {
        name: pa.array([word]).take(pa.array(np.zeros(rows, np.int32))) for name, word in words.items()
    }
    records |= {"completed_on": pa.array(np.full(rows, 19_000, np.int32)).view(pa.date32())}
    records |= {"credits": np.full(rows, 3, np.int32)}
    records |= {name: np.linspace(60, 100, rows) for name in ("score", "attendance")}
    table = pa.table(records)
    parquet.write_table(table, folder / "r.parquet", row_group_size=100_000)
    return int(table.nbytes)


def test_memory_does_not_grow_with_the_tables(tmp_path: Path) -> None:
    write(tmp_path / "small", 8_000)
    size = write(tmp_path / "large", 80_000)
    folders = [str(tmp_path / name) for name in ("small", "large")]
    ran = subprocess.run([sys.executable, "-c", PROGRAM, *folders], check=True, stdout=subprocess.PIPE)
    (_, few, small), (count, rows, large) = json.loads(ran.stdout)
    assert (few, count, rows) == (80_000, 80_000, 800_000)
    assert size > 80_000_000 and large - small < size / 4
