#pragma once

#include <QByteArray>
#include <QString>

namespace larder::bench {

/// Writes the seeded table `t` of PERFORMANCE.md, section 0, with @p rows rows of 10 columns to a new file at
/// @p path: integers, reals with NULLs, names (some not ASCII), a city, an address, a date as text, a note
/// with NULLs. The same rows on every machine.
void writeBenchTable(const QString& path, qint64 rows);

/// The statements that make such a table in PostgreSQL, with the same columns and values of the same kinds.
[[nodiscard]] QByteArray pgBenchTable(qint64 rows);

} // namespace larder::bench
