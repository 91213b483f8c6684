#include "models/schemamodel.h"
#include "tests/support/heartbeat.h"
#include "tests/support/pgtest.h"
#include "tests/support/serverprogram.h"
#include "tests/support/stoppedserver.h"
#include "ui/panels.h"
#include "ui/schemadock.h"

#include <QApplication>
#include <QMessageBox>
#include <QTimer>
#include <QTreeView>

using namespace larder;
using test::ServerProgram;
using namespace std::chrono_literals;

namespace {

/// What stands behind the names of the connections.
QString treeTexts(const QAbstractItemModel& model)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << model.index(row, 0).data(SchemaModel::DetailRole).toString();
    return texts.join(u'\n');
}

} // namespace

/// The window while a PostgreSQL server is away: it answers, says so and loses nothing.
class TestServerLoss : public test::PgTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        // Qt's driver warns where the server goes while it connects.
        QTest::failOnWarning(QRegularExpression(QStringLiteral(
            "^(?!This plugin does not support|This version of PostgreSQL|no connection to the server)")));
        m_name = server().newDatabase();
        server().exec("CREATE TABLE t(a int); INSERT INTO t VALUES (1)", m_name);
        // A server that is killed may lose what it has not written.
        server().exec("CHECKPOINT");
    }

    void tellsThatTheServerAnswersNoChecks();
    void tellsThatATransactionIsLostWhileNobodyUsesIt();
    void asksBeforeAFailedTransactionWithASavepointIsClosed();
    void keepsTheTextWhenTheServerIsKilled();

private:
    QString m_name;
};

void TestServerLoss::tellsThatTheServerAnswersNoChecks()
{
    ServerProgram program(server().address(m_name), 1s);
    QCOMPARE(int(program.standing()), int(Standing::State::Holds));
    const ResultPtr before = program.tab().pane().result();
    const test::Heartbeat heartbeat;
    {
        const test::StoppedServer stopped(server());
        QTRY_COMPARE_WITH_TIMEOUT(int(program.standing()), int(Standing::State::Unchecked), 60'000);
        // Checks go on being asked for, and none of them counts as an answer.
        QTest::qWait(5'000);
        QCOMPARE(int(program.standing()), int(Standing::State::Unchecked));
        QCOMPARE(program.tab().editor().utf8Text(), QByteArray(ServerProgram::kCount));
        QCOMPARE(program.tab().pane().result(), before);
    }
    // The connection that asks was given up, so nobody can tell whether the rows are still true.
    QTRY_COMPARE_WITH_TIMEOUT(int(program.standing()), int(Standing::State::ConnectionLost), 60'000);
    QTRY_COMPARE_WITH_TIMEOUT((program.run(), int(program.standing())), int(Standing::State::Holds), 60'000);
    server().exec("INSERT INTO t VALUES (2)", m_name);
    QTRY_COMPARE_WITH_TIMEOUT(int(program.standing()), int(Standing::State::Doubtful), 60'000);
    QVERIFY2(heartbeat.longest() < 1s, heartbeat.text().constData());
}

void TestServerLoss::tellsThatATransactionIsLostWhileNobodyUsesIt()
{
    ServerProgram program(server().address(m_name), 1s);
    program.tab().editor().setUtf8Text("BEGIN; INSERT INTO t VALUES (3)");
    program.run();
    const auto lines = [&] { return treeTexts(*program.panels().schema().findChild<QTreeView*>()->model()); };
    QTRY_VERIFY2(lines().contains(QStringLiteral("transaction open")), qPrintable(lines()));
    server().exec(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'");
    const auto box = [&] { return program.window().findChild<QMessageBox*>(QStringLiteral("errorBox")); };
    QTRY_VERIFY_WITH_TIMEOUT(box() && box()->text().contains(QStringLiteral("transaction on")), 60'000);
    QVERIFY(box()->informativeText().contains(QStringLiteral("rolled back")));
    QVERIFY2(lines().contains(QStringLiteral("transaction lost")), qPrintable(lines()));
    QCOMPARE(program.tab().editor().utf8Text(), QByteArray("BEGIN; INSERT INTO t VALUES (3)"));
}

// ROLLBACK TO and COMMIT would keep what was done before the savepoint.
void TestServerLoss::asksBeforeAFailedTransactionWithASavepointIsClosed()
{
    ServerProgram program(server().address(m_name), 1s);
    program.tab().editor().setUtf8Text("BEGIN; INSERT INTO t VALUES (3); SAVEPOINT s; SELECT 1 / 0");
    program.run();
    bool isAsked = false;
    QTimer::singleShot(0, &program.window(), [&isAsked] {
        if (auto* const box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget())) {
            isAsked = box->text().contains(QStringLiteral("A transaction is open"));
            box->reject();
        }
    });
    program.window().close();
    QVERIFY(isAsked);
    QVERIFY(program.window().isVisible());
    program.tab().editor().setUtf8Text("ROLLBACK TO s; COMMIT");
    program.run();
    QCOMPARE(server().value("SELECT count(*) FROM t", m_name), QByteArray("2"));
}

void TestServerLoss::keepsTheTextWhenTheServerIsKilled()
{
    ServerProgram program(server().address(m_name), 1s);
    server().kill();
    const test::Heartbeat heartbeat;
    const QString message = program.run();
    QVERIFY2(!message.isEmpty(), "nothing was told");
    QCOMPARE(program.tab().editor().utf8Text(), QByteArray(ServerProgram::kCount));
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
