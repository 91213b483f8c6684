#include "tests/support/pgtest.h"

#include <libpq-fe.h>

using namespace larder;

namespace {

/// One session of another program, which keeps a transaction open from statement to statement.
class OtherSession
{
public:
    explicit OtherSession(const QString& address)
        : m_connection(PQconnectdb(address.toUtf8().constData())) { }
    ~OtherSession() { PQfinish(m_connection); }
    OtherSession(const OtherSession&) = delete;
    OtherSession& operator=(const OtherSession&) = delete;

    void exec(const char* sql) const
    {
        PGresult* const result = PQexec(m_connection, sql);
        if (PQresultStatus(result) != PGRES_COMMAND_OK)
            QTest::qFail(PQerrorMessage(m_connection), __FILE__, __LINE__);
        PQclear(result);
    }

private:
    PGconn* m_connection;
};

} // namespace

/// What is read on a hot standby and kept: true as long as nothing was replayed.
class TestPgStandby : public test::PgTest
{
    Q_OBJECT

private Q_SLOTS:
    void serversRowsAsProvenWhileNothingIsReplayed();
    void tellsStatesApartThatHaveOneSnapshot();
    void refusesWritesByTheServersWord();

private:
    void prepare()
    {
        if (!m_standby)
            m_standby = test::PgServer::standbyOf(server());
        QVERIFY(m_standby->isRunning());
        exec("CREATE TABLE t(v text); INSERT INTO t VALUES ('first')");
        awaitReplay();
    }
    /// Until the standby shows all that the primary has committed.
    void awaitReplay()
    {
        const QByteArray place = value("SELECT pg_current_wal_insert_lsn()");
        // What was committed asynchronously is written within a second.
        QTRY_COMPARE_WITH_TIMEOUT(
            m_standby->value("SELECT pg_last_wal_replay_lsn() >= '" + place + "'"), QByteArray("t"), 30'000);
    }
    [[nodiscard]] QString standbyAddress() const { return m_standby->address(database()); }

    std::unique_ptr<test::PgServer> m_standby;
};

void TestPgStandby::serversRowsAsProvenWhileNothingIsReplayed()
{
    prepare();
    TestSession session(standbyAddress());
    QVERIFY(!session.error());
    // The primary logs on its own account, too.
    m_standby->exec("SELECT pg_wal_replay_pause()");
    QTRY_COMPARE(m_standby->value("SELECT pg_get_wal_replay_pause_state()"), QByteArray("paused"));
    const RunOutcome first = session.run("SELECT v FROM t");
    QVERIFY2(first.provenance.stored, qPrintable(reasonText(first.provenance.reason)));
    exec("UPDATE t SET v = 'second'");
    const RunOutcome hit = session.run("SELECT v FROM t");
    QCOMPARE(int(hit.provenance.source), int(Source::Cache));
    QCOMPARE(int(hit.provenance.freshness), int(Freshness::ProvenFresh));
    QCOMPARE(TestSession::rows(hit.result), QByteArray("'first'"));
    m_standby->exec("SELECT pg_wal_replay_resume()");
    awaitReplay();
    const RunOutcome miss = session.run("SELECT v FROM t");
    QCOMPARE(int(miss.provenance.source), int(Source::Database));
    QCOMPARE(TestSession::rows(miss.result), QByteArray("'second'"));
}

void TestPgStandby::tellsStatesApartThatHaveOneSnapshot()
{
    prepare();
    const OtherSession a(address());
    const OtherSession b(address());
    a.exec("BEGIN");
    a.exec("INSERT INTO t VALUES ('of a')");
    b.exec("BEGIN");
    b.exec("INSERT INTO t VALUES ('of b')");
    exec("INSERT INTO t VALUES ('of c')");
    awaitReplay();
    TestSession session(standbyAddress());
    const QByteArray question = "SELECT pg_current_snapshot()";
    const QByteArray before = m_standby->value(question, database());
    QCOMPARE(TestSession::rows(session.run("SELECT v FROM t").result), QByteArray("'first'\n'of c'"));
    b.exec("COMMIT");
    awaitReplay();
    QCOMPARE(m_standby->value(question, database()), before);
    const RunOutcome after = session.run("SELECT v FROM t");
    QCOMPARE(int(after.provenance.source), int(Source::Database));
    QCOMPARE(TestSession::rows(after.result), QByteArray("'first'\n'of b'\n'of c'"));
    a.exec("ROLLBACK");
}

void TestPgStandby::refusesWritesByTheServersWord()
{
    prepare();
    TestSession session(standbyAddress());
    const RunOutcome write = session.run("INSERT INTO t VALUES ('x')");
    QVERIFY(write.error);
    QVERIFY2(
        write.error->why.contains(QStringLiteral("read-only transaction")), qPrintable(write.error->why));
    QCOMPARE(value("SELECT count(*) FROM t"), QByteArray("1"));
}

QTEST_GUILESS_MAIN(TestPgStandby)
#include "tst_pgstandby.moc"
