#include "tests/bench/benches.h"
#include "tests/bench/benchtable.h"
#include "tests/bench/firstrow.h"
#include "tests/bench/plaincolumns.h"

#include "app/sql/databaseopener.h"
#include "app/sql/pgreader.h"
#include "app/sql/pgvalidator.h"
#include "tests/support/memorystorage.h"
#include "tests/support/pgserver.h"
#include "ui/schemadock.h"

#include <QCoreApplication>

#include <libpq-fe.h>

namespace larder::bench {

namespace {

const QByteArray kRows = "SELECT * FROM t";
constexpr int kChecks = 500;

PGconn* connectBare(const test::PgServer& server)
{
    const QByteArray text = server.address().toUtf8();
    PGconn* const connection = PQconnectdb(text.constData());
    if (PQstatus(connection) != CONNECTION_OK)
        qFatal("pg bench: %s", PQerrorMessage(connection));
    return connection;
}

void keepRow(const PGresult* row, PlainColumns& columns)
{
    for (int i = 0; i < PQnfields(row); ++i) {
        if (PQgetisnull(row, 0, i) != 0)
            columns.addNull(size_t(i));
        else
            columns.add(size_t(i), {PQgetvalue(row, 0, i), size_t(PQgetlength(row, 0, i))});
    }
    columns.endRow();
}

qint64 lookAtRow(const PGresult* row)
{
    qint64 seen = 0;
    for (int i = 0; i < PQnfields(row); ++i) {
        if (PQgetisnull(row, 0, i) == 0)
            seen += PQgetlength(row, 0, i) + (PQgetvalue(row, 0, i)[0] & 1);
    }
    return seen;
}

qint64 readBare(PGconn* connection, Bare way, PlainColumns& kept)
{
    PQsendQueryParams(connection, kRows.constData(), 0, nullptr, nullptr, nullptr, nullptr, 0);
    PQsetSingleRowMode(connection);
    qint64 seen = 0;
    PlainColumns columns = plainColumns();
    while (PGresult* const row = PQgetResult(connection)) {
        if (PQntuples(row) > 0 && way == Bare::Looked)
            seen += lookAtRow(row);
        else if (PQntuples(row) > 0)
            keepRow(row, columns);
        PQclear(row);
    }
    if (way == Bare::Kept)
        kept = std::move(columns);
    return seen + kept.rowCount();
}

// One round trip.
void checkBare(PGconn* connection)
{
    PGresult* const answer = PQexec(connection, "SELECT pg_current_snapshot()");
    if (PQresultStatus(answer) != PGRES_TUPLES_OK)
        qFatal("pg bench: %s", PQerrorMessage(connection));
    PQclear(answer);
}

class PgBench
{
public:
    explicit PgBench(const BenchSize& size) : m_size(size)
    {
        m_server.exec(pgBenchTable(size.rows));
        m_bare = connectBare(m_server);
    }
    ~PgBench() { PQfinish(m_bare); }
    PgBench(const PgBench&) = delete;
    PgBench& operator=(const PgBench&) = delete;

    /// Two figures: against doing the same by hand, and against reading that keeps nothing, which shows what
    /// keeping costs.
    [[nodiscard]] std::vector<Measure> fetch()
    {
        ServerPatience patience(std::chrono::seconds(60), *m_target.cancellation);
        auto channel = PgChannel::open(m_target, patience);
        auto metadata = PgConnection::open(m_target);
        if (!channel || !metadata)
            qFatal("pg bench: no connection");
        const ServerCancellation cancellation;
        test::MemoryStorage storage;
        return compareFetches(
            QStringLiteral("fetch.pg"), m_size,
            [&](Bare way, PlainColumns& kept) { return readBare(m_bare, way, kept); },
            [&] {
                PgReader reader(*channel.value(), cancellation, [&] { return metadata.value().get(); });
                return reader
                    .run(
                        RunId(1), {.sql = kRows, .plainRead = true}, [](const ResultPtr&) {},
                        storage.newKeeper())
                    .outcome.result;
            });
    }

    [[nodiscard]] Measure check()
    {
        PgValidator validator(m_target);
        const auto read = [&] {
            for (int i = 0; i < kChecks; ++i) {
                if (!validator.read().token)
                    qFatal("pg bench: no token");
            }
        };
        read();
        const auto bare = [&] {
            for (int i = 0; i < kChecks; ++i)
                checkBare(m_bare);
        };
        const std::vector<double> times = smallestTimes(
            m_size.rounds, {[&] { return wallNanoseconds(bare); }, [&] { return wallNanoseconds(read); }});
        return {QStringLiteral("validate.pg.us"), times[1] / 1e3 / kChecks, QStringLiteral("µs"),
            times[0] / 1e3 / kChecks, times[1] / times[0]};
    }

    [[nodiscard]] Measure firstRow()
    {
        const auto bare = [&] {
            PGconn* const connection = connectBare(m_server);
            checkBare(connection);
            PQfinish(connection);
        };
        return compareFirstRows(QStringLiteral("connect.pg.ms"), m_size, bare, m_target.target);
    }

    /// From nothing to the tree of a database with 10,000 tables, on screen.
    [[nodiscard]] Measure schema()
    {
        const QString database = m_server.newDatabase();
        const int tables = m_size.rounds > 1 ? 10'000 : 500;
        m_server.exec("DO $$ BEGIN FOR i IN 1.." + QByteArray::number(tables)
                + " LOOP EXECUTE format('CREATE TABLE table_%s(id int PRIMARY KEY, parent int, name text NOT "
                  "NULL, total numeric DEFAULT 0)', i); IF i % 200 = 0 THEN COMMIT; END IF; END LOOP; END $$",
            database);
        const auto target = parseConnectionTarget(m_server.address(database)).value();
        const double time = smallestTimes(std::min(m_size.rounds, 3), {[&] {
            return wallNanoseconds([&] { showTree(target, tables); });
        }}).front();
        return {QStringLiteral("schema.10k.ms"), time / 1e6, QStringLiteral("ms"), {}, {}, 2'000};
    }

private:
    static void showTree(const ConnectionTarget& target, int tables)
    {
        SchemaDock dock;
        dock.addConnection({ConnectionId(1), QStringLiteral("bench")});
        dock.resize(300, 600);
        dock.show();
        std::unique_ptr<DatabasePort> port;
        bool shown = false;
        openDatabase(target, std::make_shared<test::MemoryStorage>(), &dock,
            [&](Result<std::unique_ptr<DatabasePort>> opened) {
                if (!opened)
                    qFatal("pg bench: %s", qPrintable(errorText(opened.error())));
                port = std::move(opened.value());
                port->loadSchema([&](const Result<Schema>& schema) {
                    if (!schema || qsizetype(schema.value().tables.size()) != tables)
                        qFatal("pg bench: wrong number of tables");
                    dock.showSchema(ConnectionId(1), std::make_shared<Schema>(schema.value()));
                    shown = true;
                });
            });
        while (!shown)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        dock.repaint();
    }

    const BenchSize m_size;
    test::PgServer m_server;
    const DatabaseServer m_target{parseConnectionTarget(m_server.address()).value()};
    PGconn* m_bare = nullptr;
};

} // namespace

std::vector<Measure> measurePostgreSql(const BenchSize& size)
{
    if (!test::PgServer::isInstalled()) {
        Measure missing{QStringLiteral("fetch.pg.ratio")};
        missing.leftOut = QStringLiteral("the programs of PostgreSQL's server are not installed");
        return {missing};
    }
    PgBench bench(size);
    std::vector<Measure> measures = bench.fetch();
    for (const Measure& measure : {bench.check(), bench.firstRow(), bench.schema()})
        measures.push_back(measure);
    return measures;
}

} // namespace larder::bench
