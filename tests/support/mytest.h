#pragma once

#include "tests/support/myserver.h"
#include "tests/support/testsession.h"

#include <QRegularExpression>
#include <QTest>

#include <memory>

namespace larder::test {

/// A test class of which all functions use one MariaDB server, and each a database of its own.
class MyTest : public QObject
{
    Q_OBJECT

protected:
    [[nodiscard]] MyServer& server() { return *m_server; }
    /// Of the database of this function.
    [[nodiscard]] const QString& database() const { return m_database; }
    [[nodiscard]] QString address() const { return m_server->address(m_database); }
    void exec(const QByteArray& script) { m_server->exec(script, m_database); }
    /// Which warnings fail the test, as a regular expression: all.
    [[nodiscard]] virtual QString warningsToFailOn() const { return QStringLiteral(".*"); }
    [[nodiscard]] QByteArray value(const QByteArray& sql) { return m_server->value(sql, m_database); }
    /// The first answer from the cache. Behind a write, the server still tidies up for a while, and what it
    /// does counts as a change; so the next answer need not be one.
    [[nodiscard]] static RunOutcome firstHit(TestSession& session, const QueryRequest& request)
    {
        RunOutcome outcome;
        (void)QTest::qWaitFor(
            [&] {
                outcome = session.run(request);
                return outcome.provenance.source == Source::Cache;
            },
            60'000);
        return outcome;
    }
    [[nodiscard]] static RunOutcome firstHit(TestSession& session, const QByteArray& sql)
    {
        return firstHit(session, session.request(sql));
    }

protected Q_SLOTS:
    void initTestCase()
    {
        if (!MyServer::isInstalled())
            QSKIP("the programs of MariaDB's server are not installed");
        m_server = std::make_unique<MyServer>();
        QVERIFY(m_server->isRunning());
    }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(warningsToFailOn()));
        m_database = m_server->newDatabase();
    }
    void cleanupTestCase() { m_server.reset(); }

private:
    std::unique_ptr<MyServer> m_server;
    QString m_database;
};

} // namespace larder::test
