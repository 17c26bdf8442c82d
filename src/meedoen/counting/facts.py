"""The facts that are counted: from plain columns, from Parquet on disk, or where they already lie."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.expr.datatypes import DataType

from meedoen.counting.refusals import NothingToCount, NotParquet
from meedoen.counting.schema import (
    FACTS,
    Columns,
    arrow_schema,
    arrow_table,
    check_types,
    columns_of,
    empty_table,
)
from meedoen.primitives.period import Month

Need = tuple[Callable[..., ir.Table], tuple[Hashable, ...]]
Labels = tuple[str, ...]
NO_LABELS: Mapping[str, Labels] = {}
ASKED = "ASKED"
SLOT_COLUMNS = ("slot", "slot_first", "slot_next", "slot_month")
PREPARED_FROM = ("REGISTRATION", "RESIDENCE", "PLACE", "SECTOR")


class Facts:
    """The eight fact tables on one Ibis backend, with what is prepared from them kept for the next count.

    Facts of one `likeness` have the same tables, so a query made for one runs on the other. `known_through`
    is the last month the facts speak about; without it an open placement is known for ever. A value of this
    class is not for two threads at once: each request or task makes its own.
    """

    def __init__(
        self,
        backend: Any,
        tables: Mapping[str, ir.Table],
        filled: frozenset[str],
        known_through: Month | None = None,
        likeness: object = None,
    ) -> None:
        self.backend = backend
        self.filled = filled
        self.known_through = known_through
        self.likeness = likeness
        self._tables = tables
        self._kept: dict[object, Any] = {}
        self._used: list[Need] = []

    @classmethod
    def from_columns(cls, columns: Mapping[str, Columns], known_through: Month | None = None) -> Facts:
        """Columns as plain lists, as the facts.py of a register app gives them. A missing table is empty."""
        for name in columns:
            columns_of(name)
        given = {name: arrow_table(name, columns[name]) for name in columns}
        backend = ibis.duckdb.connect()
        for name in FACTS:
            arrow = given.get(name, empty_table(name))
            backend.con.register(f"given_{name}", arrow)
            backend.con.execute(f'CREATE TABLE "{name}" AS SELECT * FROM "given_{name}"')  # noqa: S608
            backend.con.unregister(f"given_{name}")
        filled = frozenset(name for name, arrow in given.items() if arrow.num_rows)
        tables = {name: _duckdb_table(backend, name, arrow_schema(name)) for name in FACTS}
        return cls(backend, tables, filled, known_through, likeness=("columns", filled))

    @classmethod
    def from_parquet(
        cls, folder: Path | str, known_through: Month | None = None, memory_limit_mb: int | None = None
    ) -> Facts:
        """`folder` holds TABLE.parquet or TABLE/*.parquet for each table there is; the files stay on disk."""
        backend = ibis.duckdb.connect()
        # Row order means nothing in a count, and keeping it costs memory.
        backend.con.execute("SET preserve_insertion_order = false")
        if memory_limit_mb is not None:
            backend.con.execute(f"SET memory_limit = '{int(memory_limit_mb)}MB'")
        found = {name: files for name in FACTS if (files := _files_of(Path(folder), name))}
        if not found:
            raise NothingToCount(str(folder), FACTS)
        filled = set()
        for name in FACTS:
            if name not in found:
                backend.con.register(name, empty_table(name))
                continue
            for file in found[name]:
                try:
                    check_types(name, pq.read_schema(file))
                    if pq.read_metadata(file).num_rows:
                        filled.add(name)
                except (pa.ArrowInvalid, OSError) as fault:
                    raise NotParquet(str(file)) from fault
            backend.con.read_parquet([str(file) for file in found[name]]).create_view(name)
        tables = {name: backend.table(name) for name in FACTS}
        return cls(backend, tables, frozenset(filled), known_through)

    @classmethod
    def on(cls, backend: Any, known_through: Month | None = None) -> Facts:
        """The tables where they already are (PostgreSQL, Spark, Polars); the counting is done there too."""
        there = set(backend.list_tables())
        tables = {}
        for name in FACTS:
            if name in there:
                tables[name] = backend.table(name)
                check_types(name, tables[name].schema().to_pyarrow())
            else:
                tables[name] = ibis.memtable(empty_table(name))
        return cls(backend, tables, frozenset(FACTS) & there, known_through)

    def table(self, name: str) -> ir.Table:
        return self._tables[name]

    def has(self, name: str) -> bool:
        """False if and only if the table is known to hold no row, so that its branch can be left out."""
        return name in self.filled

    @property
    def keeps_plans(self) -> bool:
        """True if and only if one query serves every span: small tables in DuckDB, what is asked beside them.

        Payroll in Parquet is another matter: months that stand in the query let whole files be skipped.
        """
        return self.likeness is not None and not self.has("PAYROLL")

    def ask(self, slots: Sequence[tuple[int, int, int, int]]) -> None:
        """Put the asked spans in the table that `asked` gives. Only where plans are kept."""
        values = ", ".join(f"({', '.join(f'{int(one)}::BIGINT' for one in slot)})" for slot in slots)
        self.backend.con.execute(
            f'CREATE OR REPLACE TEMP TABLE "{ASKED}" AS '  # noqa: S608  whole numbers only
            f"SELECT * FROM (VALUES {values}) AS given({', '.join(SLOT_COLUMNS)})"
        )

    def asked(self) -> ir.Table:
        """slot, slot_first, slot_next, slot_month of what is asked now."""
        columns = pa.schema([(name, pa.int64()) for name in SLOT_COLUMNS])
        return _duckdb_table(self.backend, ASKED, columns, temporary=True)

    @property
    def joins_on_equality_only(self) -> bool:
        return bool(self.backend.name == "polars")

    def kept(self, key: object, make: Callable[[], Any]) -> Any:
        """What `make` gives, made once for these facts."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def prepared(self, maker: Callable[..., ir.Table], *about: Hashable) -> ir.Table:
        """The small table that `maker(facts, *about)` makes, made once for these facts."""
        self._used.append((maker, about))
        table: ir.Table = self.kept((maker.__name__, about), lambda: maker(self, *about))
        return table

    def prepared_for(self, build: Callable[[], ir.Table]) -> tuple[ir.Table, tuple[Need, ...]]:
        """What `build` gives, and which prepared tables it stands on."""
        outer, self._used = self._used, []
        built = build()
        needs = tuple(dict.fromkeys(self._used))
        # What is prepared for a table that is itself prepared stands under both.
        self._used = [*outer, *needs]
        return built, needs

    def scratch(self) -> Any:
        """A DuckDB connection that sees the small tables; on DuckDB the backend's own connection."""
        if self.backend.name == "duckdb":
            return self.backend.con
        return self.kept("scratch", self._copied_small_tables)

    def materialise(
        self, name: str, prepared: pa.Table, labels: Mapping[str, Labels] = NO_LABELS
    ) -> ir.Table:
        """A small prepared table, put beside the facts so that the big tables are joined where they are."""
        if self.backend.name != "duckdb":
            return ibis.memtable(prepared)
        con = self.backend.con
        con.register(f"in_{name}", prepared)
        made = self._settled(name, f'"in_{name}"', prepared.schema, labels)
        con.unregister(f"in_{name}")
        return made

    def materialise_query(
        self, name: str, query: str, columns: pa.Schema, labels: Mapping[str, Labels] = NO_LABELS
    ) -> ir.Table:
        """The same for the rows of a query on `scratch`, with the columns in this order."""
        if self.backend.name == "duckdb":
            return self._settled(name, f"({query})", columns, labels)
        return ibis.memtable(self.scratch().sql(query).to_arrow_table().cast(columns))

    def _settled(self, name: str, source: str, columns: pa.Schema, labels: Mapping[str, Labels]) -> ir.Table:
        """`labels` are the text columns that parts are named by, with every text that may stand in them.

        DuckDB then carries and groups small numbers instead of texts: a sixth of the count of a country.
        """
        chosen = ", ".join(
            f'"{column}"::{_one_of(labels[column])} AS "{column}"' if labels.get(column) else f'"{column}"'
            for column in columns.names
        )
        self.backend.con.execute(f'CREATE TEMP TABLE "{name}" AS SELECT {chosen} FROM {source}')  # noqa: S608
        return _duckdb_table(self.backend, name, columns, temporary=True)

    def _copied_small_tables(self) -> Any:
        con = ibis.duckdb.connect().con
        for name in PREPARED_FROM:
            con.register(name, self.backend.to_pyarrow(self.table(name)))
        placement = self.table("PLACEMENT")
        seen = placement.select("person_id", "work_municipality").distinct()
        con.register("PLACEMENT", self.backend.to_pyarrow(seen))
        return con


def _duckdb_table(backend: Any, name: str, schema: pa.Schema, temporary: bool = False) -> ir.Table:
    """A table whose columns are known, because asking DuckDB for them takes longer than counting."""
    where = ops.Namespace(catalog="temp" if temporary else "memory", database="main")
    known = ibis.schema(dict(zip(schema.names, map(DataType.from_pyarrow, schema.types), strict=True)))
    return ops.DatabaseTable(name, schema=known, source=backend, namespace=where).to_expr()


def _one_of(labels: Labels) -> str:
    texts = ", ".join("'" + text.replace("'", "''") + "'" for text in labels)
    return f"ENUM({texts})"


def _files_of(folder: Path, table: str) -> list[Path]:
    one = folder / f"{table}.parquet"
    if one.is_file():
        return [one]
    return sorted((folder / table).glob("*.parquet"))


def digest(content: object) -> str:
    """A short name for a small table that is known by what is in it."""
    return sha256(repr(content).encode()).hexdigest()[:16]
