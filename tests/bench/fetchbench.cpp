#include "tests/bench/benches.h"
#include "tests/bench/benchtable.h"

#include "app/sql/sqlitechannel.h"

#include <QFile>
#include <QTemporaryDir>

#include <sqlite3.h>

namespace larder::bench {

namespace {

// The least that any reader must do: step, and read every column.
qint64 readBare(const QString& path)
{
    sqlite3* handle = nullptr;
    sqlite3_open_v2(
        QFile::encodeName(path).constData(), &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(handle, "SELECT * FROM t", -1, &statement, nullptr);
    qint64 seen = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        const int columns = sqlite3_column_count(statement);
        for (int i = 0; i < columns; ++i) {
            switch (sqlite3_column_type(statement, i)) {
            case SQLITE_INTEGER:
                seen += sqlite3_column_int64(statement, i) & 1;
                break;
            case SQLITE_FLOAT:
                seen += sqlite3_column_double(statement, i) > 0 ? 1 : 0;
                break;
            case SQLITE_TEXT:
                seen += sqlite3_column_text(statement, i) ? sqlite3_column_bytes(statement, i) : 0;
                break;
            default:
                break;
            }
        }
    }
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    return seen;
}

ResultPtr readColumns(const QString& path)
{
    auto channel = SqliteChannel::open(path, SqliteConnection::Access::ReadOnly);
    if (!channel)
        qFatal("fetch bench: %s", qPrintable(errorText(channel.error())));
    const SqliteCancellation cancellation;
    return channel.value()
        ->run(RunId(1), {"SELECT * FROM t"}, cancellation, [](const ResultPtr&) {})
        .outcome.result;
}

} // namespace

std::vector<Measure> measureFetch(const BenchSize& size)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("t.sqlite"));
    writeBenchTable(path, size.rows);
    qint64 seen = 0;
    qint64 rows = 0;
    qint64 bytes = 0;
    const std::vector<double> times = smallestTimes(size.rounds,
        {[&] { return threadNanoseconds([&] { seen += readBare(path); }); },
            [&] {
                return threadNanoseconds([&] {
                    const ResultPtr result = readColumns(path);
                    rows = result->rowCount();
                    bytes = result->byteSize();
                });
            }});
    if (rows != size.rows || seen == 0)
        qFatal("fetch bench: wrong number of rows");
    const double million = 1e6;
    return {
        {QStringLiteral("fetch.sqlite.ms"), times[1] / million, QStringLiteral("ms"), times[0] / million,
            times[1] / times[0], 1.35},
        {QStringLiteral("fetch.bytes_per_cell"), double(bytes) / double(rows * 10), QStringLiteral("B"),
            std::nullopt, std::nullopt, 17},
    };
}

} // namespace larder::bench
