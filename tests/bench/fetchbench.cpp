#include "tests/bench/benches.h"
#include "tests/bench/benchtable.h"

#include "app/sql/sqlitechannel.h"

#include "cache/resultbuilder.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QSqlRecord>
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
    const SqliteCancellation cancellation;
    auto channel = SqliteChannel::open(path, SqliteConnection::Access::ReadOnly, {cancellation});
    if (!channel)
        qFatal("fetch bench: %s", qPrintable(errorText(channel.error())));
    return channel.value()
        ->run(RunId(1), {"SELECT * FROM t"}, cancellation, [](const ResultPtr&) {})
        .outcome.result;
}

// What a program does that reads through Qt alone into the same columns.
ResultPtr readThroughQt(const QString& path)
{
    const QString name = QStringLiteral("bench");
    ResultPtr result;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(path);
        database.open();
        QSqlQuery query(database);
        query.setForwardOnly(true);
        query.exec(QStringLiteral("SELECT * FROM t"));
        const int columns = query.record().count();
        ResultBuilder builder{std::vector<ColumnInfo>(size_t(columns))};
        while (query.next()) {
            for (int i = 0; i < columns; ++i) {
                const QVariant value = query.value(i);
                if (value.isNull())
                    builder.column(i).appendNull();
                else if (value.typeId() == QMetaType::LongLong)
                    builder.column(i).appendInteger(value.toLongLong());
                else if (value.typeId() == QMetaType::Double)
                    builder.column(i).appendReal(value.toDouble());
                else
                    builder.column(i).appendText(value.toString().toUtf8());
            }
            builder.endRow();
        }
        result = builder.snapshot(Completeness::Complete);
    }
    QSqlDatabase::removeDatabase(name);
    return result;
}

// 8 bytes a number, 4 and its bytes a text, a bit a cell (PERFORMANCE.md, F3).
double idealBytes(const ResultSet& result)
{
    double bytes = 0;
    for (qint64 row = 0; row < result.rowCount(); ++row) {
        for (int column = 0; column < result.columnCount(); ++column) {
            const Cell cell = result.cell(row, column);
            bytes += 0.125 + (isNumber(cell.type) ? 8 : 4 + double(cell.bytes.size()));
        }
    }
    return bytes;
}

} // namespace

std::vector<Measure> measureFetch(const BenchSize& size)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("t.sqlite"));
    writeBenchTable(path, size.rows);
    qint64 seen = 0;
    ResultPtr result;
    const std::vector<double> times = smallestTimes(size.rounds,
        {[&] { return threadNanoseconds([&] { seen += readBare(path); }); },
            [&] { return threadNanoseconds([&] { result = readColumns(path); }); },
            [&] { return threadNanoseconds([&] { seen += readThroughQt(path)->rowCount(); }); }});
    if (result->rowCount() != size.rows || seen == 0)
        qFatal("fetch bench: wrong number of rows");
    const double bytes = double(result->byteSize());
    const double ideal = idealBytes(*result);
    const double cells = double(result->rowCount() * result->columnCount());
    const double million = 1e6;
    return {
        {QStringLiteral("fetch.sqlite.ratio"), times[1] / million, QStringLiteral("ms"), times[0] / million,
            times[1] / times[0], 1.2},
        {QStringLiteral("fetch.qsqlquery.speedup"), times[1] / million, QStringLiteral("ms"),
            times[2] / million, times[2] / times[1], 3, true},
        {QStringLiteral("result.bytes.ratio"), bytes / cells, QStringLiteral("B"), ideal / cells,
            bytes / ideal, 1.03},
    };
}

} // namespace larder::bench
