#include "app/application.h"
#include "tests/support/heartbeat.h"
#include "tests/support/pgtest.h"
#include "tests/support/stoppedserver.h"
#include "ui/preferencesaction.h"
#include "ui/querytab.h"
#include "ui/resultpane.h"
#include "ui/sqleditor.h"

using namespace larder;
using namespace std::chrono_literals;

namespace {

const QByteArray kCount = "SELECT count(*) FROM t";

/// The whole program on a server, with a result on screen.
struct Program
{
    explicit Program(const QString& address) : application(settings.path())
    {
        application.start({.connections = {address}});
        application.window().preferences().setPreferences({.checkEvery = 1s});
        QVERIFY(QTest::qWaitForWindowExposed(&application.window()));
        QTRY_VERIFY(tab().connection().has_value());
        tab().editor().setUtf8Text(kCount);
        run();
    }

    QueryTab& tab() { return *application.window().tabs().currentQuery(); }
    /// How the run ended, as the tab tells it.
    QString run()
    {
        tab().runAll();
        [[maybe_unused]] const bool ended = QTest::qWaitFor([&] { return !tab().status().busy; }, 60'000);
        return tab().status().message;
    }
    Standing::State standing() { return tab().status().standing.state; }

    QTemporaryDir settings;
    Application application;
};

} // namespace

/// The window while a PostgreSQL server is away: it answers, says so and loses nothing.
class TestServerLoss : public test::PgTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_name = server().newDatabase();
        server().exec("CREATE TABLE t(a int); INSERT INTO t VALUES (1)", m_name);
        // A server that is killed may lose what it has not written.
        server().exec("CHECKPOINT");
    }

    void tellsThatTheServerAnswersNoChecks();
    void keepsTheTextWhenTheServerIsKilled();

private:
    QString m_name;
};

void TestServerLoss::tellsThatTheServerAnswersNoChecks()
{
    Program program(server().address(m_name));
    QCOMPARE(int(program.standing()), int(Standing::State::Holds));
    const ResultPtr before = program.tab().pane().result();
    const test::Heartbeat heartbeat;
    {
        const test::StoppedServer stopped(server());
        QTRY_COMPARE_WITH_TIMEOUT(int(program.standing()), int(Standing::State::Unchecked), 60'000);
        // Checks go on being asked for, and none of them counts as an answer.
        QTest::qWait(5'000);
        QCOMPARE(int(program.standing()), int(Standing::State::Unchecked));
        QCOMPARE(program.tab().editor().utf8Text(), kCount);
        QCOMPARE(program.tab().pane().result(), before);
    }
    QTRY_VERIFY_WITH_TIMEOUT(program.standing() != Standing::State::Unchecked, 60'000);
    server().exec("INSERT INTO t VALUES (2)", m_name);
    QTRY_COMPARE_WITH_TIMEOUT(int(program.standing()), int(Standing::State::Doubtful), 60'000);
    QVERIFY2(heartbeat.longest() < 1s, heartbeat.text().constData());
}

void TestServerLoss::keepsTheTextWhenTheServerIsKilled()
{
    Program program(server().address(m_name));
    server().kill();
    const test::Heartbeat heartbeat;
    const QString message = program.run();
    QVERIFY2(!message.isEmpty(), "nothing was told");
    QCOMPARE(program.tab().editor().utf8Text(), kCount);
    QVERIFY(program.tab().status().provenance == std::nullopt
        || program.tab().status().provenance->freshness != Freshness::ProvenFresh);
    server().start();
    server().exec("INSERT INTO t VALUES (2)", m_name);
    QTRY_COMPARE_WITH_TIMEOUT(
        (program.run(), TestSession::rows(program.tab().pane().result())), QByteArray("2"), 60'000);
    QVERIFY2(heartbeat.longest() < 1s, heartbeat.text().constData());
}

QTEST_MAIN(TestServerLoss)
#include "tst_serverloss.moc"
