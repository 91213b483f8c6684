#include "tests/support/chainreader.h"
#include "tests/support/latetokenport.h"
#include "tests/support/pgtest.h"
#include "tests/support/serverwriters.h"

#include <libpq-fe.h>

#include <array>

using namespace larder;
using namespace std::chrono_literals;
using test::ChainReader;
using test::ServerWriters;

namespace {

constexpr auto kLongestPause = 40ms;

// Each commit raises the number of the chain by one and writes it into all rows.
const QByteArray kChain = "CREATE TABLE chain(n bigint); INSERT INTO chain VALUES (0);"
                          "CREATE TABLE data(id int PRIMARY KEY, v bigint);"
                          "INSERT INTO data SELECT i, 0 FROM generate_series(1, 20) AS i;"
                          "CREATE VIEW shown AS SELECT v FROM data;";
const QByteArray kNext = "UPDATE chain SET n = n + 1;";
const QByteArray kWrite = "UPDATE data SET v = (SELECT n FROM chain);";
const QByteArray kWrong = "UPDATE data SET v = -1;";

// All answer with the number of the chain, once for the least and once for the greatest of what they saw.
constexpr std::array kQueries{"SELECT min(n), max(n) FROM chain", "SELECT min(v), max(v) FROM data",
    "SELECT min(v), max(v) FROM shown",
    "SELECT least(min(v), min(n)), greatest(max(v), max(n)) FROM data, chain",
    "SELECT v, v FROM data WHERE id = 7"};

/// The ways to commit, or not to, one after the other.
QByteArray transaction(unsigned kind, const QByteArray& name)
{
    switch (kind % 13) {
    case 0:
        return "BEGIN;" + kNext + kWrong + "ROLLBACK;";
    case 1:
        return "BEGIN;" + kNext + "SAVEPOINT s;" + kWrong + "ROLLBACK TO s;" + kWrite + "COMMIT;";
    case 2:
        return "BEGIN; SAVEPOINT a;" + kNext + "SAVEPOINT b;" + kWrite + "RELEASE b; RELEASE a; COMMIT;";
    case 3:
        return "BEGIN;" + kNext + kWrite + "PREPARE TRANSACTION '" + name + "'; COMMIT PREPARED '" + name
            + "';";
    case 4:
        return "BEGIN;" + kNext + "TRUNCATE data;"
            + "INSERT INTO data SELECT i, n FROM chain, generate_series(1, 20) AS i; COMMIT;";
    case 5:
        return "BEGIN;" + kNext + "ALTER TABLE data ADD extra int DEFAULT 1; ALTER TABLE data DROP extra;"
            + kWrite + "COMMIT;";
    case 6:
        return "BEGIN;" + kNext + kWrong + "PREPARE TRANSACTION '" + name + "'; ROLLBACK PREPARED '" + name
            + "';";
    case 7:
        return "BEGIN;" + kNext + "DROP INDEX IF EXISTS data_v;" + kWrite
            + "CREATE INDEX data_v ON data(v); COMMIT;";
    case 8:
        return "BEGIN;" + kNext + kWrite
            + "CREATE OR REPLACE VIEW shown AS SELECT n AS v FROM chain; COMMIT;";
    case 9:
        return "BEGIN;" + kNext + kWrite + "CREATE OR REPLACE VIEW shown AS SELECT v FROM data; COMMIT;";
    case 10:
        return "BEGIN;" + kNext + "CREATE OR REPLACE VIEW shown AS SELECT -1::bigint AS v;"
            + "TRUNCATE data; ROLLBACK;";
    default:
        return "BEGIN;" + kNext + kWrite + "COMMIT;";
    }
}

/// Another program that reads.
class Committed
{
public:
    explicit Committed(const QByteArray& to) : m_connection(PQconnectdb(to.constData())) { }
    ~Committed() { PQfinish(m_connection); }
    Committed(const Committed&) = delete;
    Committed& operator=(const Committed&) = delete;

    /// The number of the chain.
    [[nodiscard]] qint64 number() const
    {
        PGresult* const result = PQexec(m_connection, "SELECT n FROM chain");
        const qint64 number = QByteArray(PQgetvalue(result, 0, 0)).toLongLong();
        PQclear(result);
        return number;
    }

private:
    PGconn* m_connection;
};

/// A program that writes.
class Writer
{
public:
    Writer(const QByteArray& to, int number)
        : m_connection(PQconnectdb(to.constData()))
        , m_name("w" + QByteArray::number(number) + to.mid(to.lastIndexOf('=')))
    {
        // That an index was not there is no news.
        PQsetNoticeProcessor(
            m_connection, [](void*, const char*) {}, nullptr);
    }
    ~Writer() { PQfinish(m_connection); }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// The number of statements that failed.
    [[nodiscard]] int write(unsigned kind)
    {
        int failed = 0;
        // PREPARE TRANSACTION must not stand in one text with what comes behind it.
        for (const QByteArray& sql : transaction(kind, m_name).split(';')) {
            PGresult* const result = PQexec(m_connection, sql.constData());
            failed += PQresultStatus(result) == PGRES_FATAL_ERROR ? 1 : 0;
            PQclear(result);
        }
        return failed;
    }

private:
    PGconn* m_connection;
    const QByteArray m_name;
};

ServerWriters::Write connectWriter(const QByteArray& to, int number)
{
    return [writer = std::make_shared<Writer>(to, number)](
               std::mt19937& random) { return writer->write(unsigned(random())); };
}

} // namespace

/// Larder's cache on a real PostgreSQL server beside other programs that write to it.
class TestPgWriters : public test::PgTest
{
    Q_OBJECT

private Q_SLOTS:
    void servesOnlyWhatIsTrueBesideOtherWriters();
    void findsTheFaultOfATokenThatIsReadAfterTheRows_data();
    void findsTheFaultOfATokenThatIsReadAfterTheRows();

private:
    [[nodiscard]] QByteArray conninfo()
    {
        return "host=127.0.0.1 sslmode=disable user=postgres port=" + QByteArray::number(server().port())
            + " dbname=" + database().toUtf8();
    }
};

void TestPgWriters::servesOnlyWhatIsTrueBesideOtherWriters()
{
    exec(kChain);
    TestSession session(address());
    const Committed committed(conninfo());
    ChainReader reader(session, session.connection(), [&](const QByteArray&) { return committed.number(); });
    ServerWriters writers([to = conninfo()](int number) { return connectWriter(to, number); }, kLongestPause);
    reader.askBeside(writers, kQueries);
    if (QTest::currentTestFailed())
        return;
    // And finds rest when the others do.
    (void)session.run(kQueries[0]);
    QCOMPARE(int(session.run(kQueries[0]).provenance.source), int(Source::Cache));
}

void TestPgWriters::findsTheFaultOfATokenThatIsReadAfterTheRows_data()
{
    QTest::addColumn<bool>("isLate");
    QTest::newRow("read after the rows") << true;
    QTest::newRow("read before the rows") << false;
}

// One commit, at the worst moment. With the port as it is, the same commit does no harm.
void TestPgWriters::findsTheFaultOfATokenThatIsReadAfterTheRows()
{
    QFETCH(bool, isLate);
    exec(kChain);
    TestSession session(address());
    bool isCommitted = false;
    const auto commitOnce = [&] {
        if (!std::exchange(isCommitted, true))
            exec("BEGIN;" + kNext + kWrite + "COMMIT");
    };
    const auto connection
        = test::openAgain(session, address(), isLate, {.sql = kQueries[1], .plainRead = true}, commitOnce);
    QVERIFY(connection);
    const Committed committed(conninfo());
    ChainReader reader(session, *connection, [&](const QByteArray&) { return committed.number(); });
    reader.ask(kQueries[1]);
    commitOnce();
    reader.ask(kQueries[1]);
    reader.ask(kQueries[1]);
    QVERIFY(reader.hits() > 0);
    QCOMPARE(reader.faults().isEmpty(), !isLate);
}

QTEST_GUILESS_MAIN(TestPgWriters)
#include "tst_pgwriters.moc"
