#include "tests/support/pgtest.h"
#include "tests/support/serverprogram.h"

#include <QUrl>

using namespace larder;
using test::ServerProgram;
using namespace std::chrono_literals;

/// The window and a PostgreSQL server that tells by itself of changes.
class TestServerHints : public test::PgTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        // Qt's driver warns where a connection is ended while it is opened.
        QTest::failOnWarning(QRegularExpression(
            QStringLiteral("^(?!This plugin does not support|no connection to the server)")));
        m_name = server().newDatabase();
        server().exec("CREATE TABLE t(a int); INSERT INTO t VALUES (1);"
                      "CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS"
                      " 'BEGIN PERFORM pg_notify(TG_ARGV[0], ''''); RETURN NULL; END'",
            m_name);
    }

    void aMessageIsHeard_data();
    void aMessageIsHeard();
    void aMessageDuringATransactionOfTheUserIsHeard();
    void theLossOfTheConnectionIsHeard();

private:
    void tellOn(const QByteArray& channel)
    {
        server().exec(
            "CREATE TRIGGER t_tell AFTER INSERT ON t EXECUTE FUNCTION tell('" + channel + "')", m_name);
    }
    [[nodiscard]] QString addressWith(const QString& channels)
    {
        return server().address(m_name) + QStringLiteral("&listen=")
            + QString::fromLatin1(QUrl::toPercentEncoding(channels));
    }

    QString m_name;
};

void TestServerHints::aMessageIsHeard_data()
{
    QTest::addColumn<QByteArray>("channel");
    QTest::addColumn<QString>("channels");
    QTest::newRow("one channel") << QByteArray("stock") << QStringLiteral("stock");
    QTest::newRow("the second of two") << QByteArray("stock") << QStringLiteral("orders,stock");
    QTest::newRow("a name in quotes") << QByteArray("My \"stock\"") << QStringLiteral("My \"stock\"");
}

void TestServerHints::aMessageIsHeard()
{
    QFETCH(QByteArray, channel);
    QFETCH(QString, channels);
    tellOn(channel);
    ServerProgram program(addressWith(channels), 0s);
    for (const char* round : {"2", "3"}) {
        server().exec("INSERT INTO t VALUES (2)", m_name);
        QVERIFY(program.hears());
        QCOMPARE(int(program.standing()), int(Standing::State::Doubtful));
        program.tab().runAll();
        QTRY_VERIFY_WITH_TIMEOUT(!program.tab().status().busy, 60'000);
        QCOMPARE(TestSession::rows(program.tab().pane().result()), QByteArray(round));
        QCOMPARE(int(program.standing()), int(Standing::State::Holds));
    }
}

// It comes over a connection that is in no transaction.
void TestServerHints::aMessageDuringATransactionOfTheUserIsHeard()
{
    tellOn("stock");
    ServerProgram program(addressWith(QStringLiteral("stock")), 0s);
    const ConnectionId id = program.tab().connection()->id;
    bool hasBegun = false;
    program.service().start({.connection = id, .sql = "BEGIN"}, this,
        {.finished = [&](const RunOutcome& outcome) { hasBegun = !outcome.error; }});
    QTRY_VERIFY_WITH_TIMEOUT(hasBegun, 60'000);
    server().exec("INSERT INTO t VALUES (2)", m_name);
    QVERIFY(program.hears());
}

void TestServerHints::theLossOfTheConnectionIsHeard()
{
    ServerProgram program(addressWith(QStringLiteral("stock")), 0s);
    server().exec("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + m_name.toUtf8()
        + "' AND application_name = 'Larder'");
    QVERIFY(program.hears());
}

QTEST_MAIN(TestServerHints)
#include "tst_serverhints.moc"
