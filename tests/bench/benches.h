#pragma once

#include "tests/bench/measure.h"

namespace larder::bench {

/// How much to do: --quick proves that everything runs, its figures mean little.
struct BenchSize
{
    qint64 rows = 1'000'000;
    int rounds = 7;
};

/// So many of a round that takes less than a tenth of a second stand for one: a machine with others on it is
/// slow for seconds, and many short rounds meet a quiet moment.
constexpr int kShortRounds = 10;

/// A look-up in the cache, from SQL text and parameters to the result's pointer, by the number of entries and
/// of rows in the result, and against Flask-Caching.
[[nodiscard]] std::vector<Measure> measureHits(const BenchSize& size);
/// A hit that the database proves fresh first, against the check alone; in measureHits().
[[nodiscard]] std::vector<Measure> measureValidatedHits(const BenchSize& size);
/// A hit that the database proves fresh first, where 100 are asked at once; nanoseconds of processor time.
[[nodiscard]] double provenNanoseconds(const BenchSize& size);
/// Work on all entries: the inspector's snapshot, expiring a table, inserts that evict; and the events of the
/// cache that the statistics count in one turn of the event loop.
[[nodiscard]] std::vector<Measure> measureEngine(const BenchSize& size);
/// Rows of cached results by their keys, from SQL text to the result, against fetching them; and taking one
/// row into the index.
[[nodiscard]] std::vector<Measure> measureRows(const BenchSize& size);
/// Fetching all rows of a table against the bare library.
[[nodiscard]] std::vector<Measure> measureFetch(const BenchSize& size);
/// A PostgreSQL server of its own: fetching all rows of a table against bare libpq, a check against its round
/// trip, from nothing to the first row against connecting, and to the tree of 10,000 tables. Left out, with a
/// note, where no server is installed.
[[nodiscard]] std::vector<Measure> measurePostgreSql(const BenchSize& size);
/// The same of MariaDB, without the tree: fetching against bare libmariadb, a check of a server that stands
/// still, and from nothing to the first row.
[[nodiscard]] std::vector<Measure> measureMariaDb(const BenchSize& size);
/// PostgreSQL by its ODBC driver: fetching against bare ODBC, and from nothing to the first row.
[[nodiscard]] std::vector<Measure> measureOdbc(const BenchSize& size);
/// Sorting and filtering a result against QSortFilterProxyModel.
[[nodiscard]] std::vector<Measure> measureArranging(const BenchSize& size);
/// Reading a table and writing it as CSV, by `larder query` against `sqlite3 -csv`: processor time of both
/// programs. Left out, with a note, where sqlite3 is not installed.
[[nodiscard]] std::vector<Measure> measureExport(const BenchSize& size);
/// Resetting and painting the grid, flat in the rows, and paging through it against QTableView.
[[nodiscard]] std::vector<Measure> measureGrid(const BenchSize& size);
/// From Ctrl+Return to the first painted rows, in the real window.
[[nodiscard]] std::vector<Measure> measureFirstPaint(const BenchSize& size);
/// How long the window does not answer while a result arrives, and until it has ended after a cancel.
[[nodiscard]] std::vector<Measure> measureAnswering(const BenchSize& size);
/// The inspector over 100,000 entries at 1,000 events a second: how long the window does not answer, and the
/// part of a core that its thread takes.
[[nodiscard]] std::vector<Measure> measureInspector(const BenchSize& size);
/// From the start of the program to its first paint, and its memory then, against DB Browser for SQLite.
[[nodiscard]] std::vector<Measure> measureStart(const BenchSize& size);

/// Memory that fetching takes, within a budget and without, and reading rows back from a file.
[[nodiscard]] std::vector<Measure> measureSpill(const BenchSize& size);

} // namespace larder::bench
