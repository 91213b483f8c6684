#include "app/sql/databaseopener.h"
#include "tests/support/latetokenport.h"
#include "tests/support/pgtest.h"

#include <QDeadlineTimer>
#include <QEventLoop>

#include <libpq-fe.h>

#include <array>
#include <atomic>
#include <random>
#include <thread>

using namespace larder;

namespace {

constexpr int kWriters = 4;

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

/// LARDER_WRITERS_SECONDS, or 10.
std::chrono::seconds duration()
{
    bool isGiven = false;
    const int given = qEnvironmentVariableIntValue("LARDER_WRITERS_SECONDS", &isGiven);
    return std::chrono::seconds(isGiven ? given : 10);
}

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

/// Runs @p sql without a pause of the event loop, in which answers would grow old.
RunOutcome runAtOnce(TestSession& session, const QByteArray& sql)
{
    QEventLoop loop;
    RunOutcome ended;
    RunCallbacks callbacks;
    callbacks.finished = [&](const RunOutcome& outcome) {
        ended = outcome;
        loop.quit();
    };
    session.engine().service().start(session.request(sql), &loop, std::move(callbacks));
    loop.exec();
    return ended;
}

/// Other programs that write until this ends.
class Writers
{
public:
    explicit Writers(const QByteArray& to)
    {
        for (int i = 0; i < kWriters; ++i)
            m_threads.emplace_back([this, to, i] { write(to, i); });
    }
    ~Writers() { stop(); }
    Writers(const Writers&) = delete;
    Writers& operator=(const Writers&) = delete;

    void stop()
    {
        m_stops = true;
        for (std::thread& thread : m_threads) {
            if (thread.joinable())
                thread.join();
        }
    }
    [[nodiscard]] int done() const { return m_done; }
    [[nodiscard]] int failed() const { return m_failed; }

private:
    void write(const QByteArray& to, int number)
    {
        PGconn* const connection = PQconnectdb(to.constData());
        // That an index was not there is no news.
        PQsetNoticeProcessor(
            connection, [](void*, const char*) {}, nullptr);
        std::mt19937 random{unsigned(number)}; // NOLINT: the same writes each time
        const QByteArray name = "w" + QByteArray::number(number) + to.mid(to.lastIndexOf('='));
        while (!m_stops) {
            // PREPARE TRANSACTION must not stand in one text with what comes behind it.
            for (const QByteArray& sql : transaction(unsigned(random()), name).split(';')) {
                PGresult* const result = PQexec(connection, sql.constData());
                m_failed += PQresultStatus(result) == PGRES_FATAL_ERROR ? 1 : 0;
                PQclear(result);
            }
            ++m_done;
            // In between an answer holds for a while.
            std::this_thread::sleep_for(std::chrono::milliseconds(random() % 40));
        }
        PQfinish(connection);
    }

    std::atomic<bool> m_stops = false;
    std::atomic<int> m_done = 0;
    std::atomic<int> m_failed = 0;
    std::vector<std::thread> m_threads;
};

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
    /// What is wrong with an answer to a question that was asked when @p before was committed; empty if
    /// nothing.
    [[nodiscard]] static QString fault(const RunOutcome& outcome, qint64 before)
    {
        if (outcome.error || !outcome.result || outcome.result->rowCount() != 1)
            return outcome.error ? errorText(*outcome.error) : QStringLiteral("no row");
        const qint64 least = outcome.result->cell(0, 0).integer;
        const qint64 greatest = outcome.result->cell(0, 1).integer;
        if (least == greatest && least >= before)
            return {};
        return QStringLiteral("%1: %2 to %3, but %4 was committed before")
            .arg(sourceName(outcome.provenance.source))
            .arg(least)
            .arg(greatest)
            .arg(before);
    }
};

void TestPgWriters::servesOnlyWhatIsTrueBesideOtherWriters()
{
    exec(kChain);
    TestSession session(address());
    std::mt19937 random{1}; // NOLINT: the same questions each time
    QStringList faults;
    int hits = 0;
    int reads = 0;
    const Committed committed(conninfo());
    Writers writers(conninfo());
    const QDeadlineTimer end(duration());
    while (!end.hasExpired()) {
        const QByteArray sql = kQueries[random() % kQueries.size()];
        const qint64 before = committed.number();
        // The second finds what the first has stored, if nobody has written meanwhile.
        for (int turn = 0; turn < 2; ++turn) {
            const RunOutcome outcome = runAtOnce(session, sql);
            const bool isHit = outcome.provenance.source == Source::Cache;
            (isHit ? hits : reads) += 1;
            if (const QString text = fault(outcome, before); !text.isEmpty())
                faults << text;
        }
    }
    writers.stop();
    const QString figures = QStringLiteral("%1 hits, %2 reads, %3 transactions, %4 failed statements")
                                .arg(hits)
                                .arg(reads)
                                .arg(writers.done())
                                .arg(writers.failed());
    qInfo("%s", qPrintable(figures));
    QVERIFY2(faults.isEmpty(), qPrintable(faults.mid(0, 5).join(u'\n')));
    QVERIFY2(hits > 0 && reads > 0 && writers.done() > 0, qPrintable(figures));
    QCOMPARE(writers.failed(), 0);
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
    QueryService& service = session.engine().service();
    bool isCommitted = false;
    const auto commitOnce = [&] {
        if (!std::exchange(isCommitted, true))
            exec("BEGIN;" + kNext + kWrite + "COMMIT");
    };
    std::optional<ConnectionId> connection;
    QObject context;
    const auto target = parseConnectionTarget(address());
    openDatabase(target.value(), session.engine().storage(), &context,
        [&](Result<std::unique_ptr<DatabasePort>> opened) {
            std::unique_ptr<DatabasePort> port = std::move(opened.value());
            if (isLate) {
                port = std::make_unique<test::LateTokenPort>(
                    std::move(port), Statement{.sql = kQueries[1], .plainRead = true}, commitOnce);
            }
            connection = service.addConnection(std::move(port));
        });
    QTRY_VERIFY(connection.has_value());
    QueryRequest request = session.request(kQueries[1]);
    request.connection = *connection;
    (void)session.run(request);
    commitOnce();
    QStringList faults;
    bool wasHit = false;
    for (int turn = 0; turn < 2; ++turn) {
        const qint64 before = Committed(conninfo()).number();
        const RunOutcome outcome = session.run(request);
        wasHit = wasHit || outcome.provenance.source == Source::Cache;
        faults << fault(outcome, before);
    }
    QVERIFY(wasHit);
    QCOMPARE(faults.join(QString()).isEmpty(), !isLate);
}

QTEST_GUILESS_MAIN(TestPgWriters)
#include "tst_pgwriters.moc"
