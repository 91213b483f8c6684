#pragma once

#include "tests/support/pgserver.h"
#include "tests/support/testsession.h"

#include <QRegularExpression>
#include <QTest>

#include <memory>

namespace larder::test {

/// A test class of which all functions use one PostgreSQL server, and each a database of its own.
class PgTest : public QObject
{
    Q_OBJECT

protected:
    [[nodiscard]] PgServer& server() { return *m_server; }
    /// Of the database of this function.
    [[nodiscard]] const QString& database() const { return m_database; }
    [[nodiscard]] QString address() const { return m_server->address(m_database); }
    void exec(const QByteArray& script) { m_server->exec(script, m_database); }
    /// Which warnings fail the test, as a regular expression: all.
    [[nodiscard]] virtual QString warningsToFailOn() const { return QStringLiteral(".*"); }
    [[nodiscard]] QByteArray value(const QByteArray& sql) { return m_server->value(sql, m_database); }

protected Q_SLOTS:
    void initTestCase()
    {
        if (!PgServer::isInstalled())
            QSKIP("the programs of PostgreSQL's server are not installed");
        m_server = std::make_unique<PgServer>();
        QVERIFY(m_server->isRunning());
    }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(warningsToFailOn()));
        m_database = m_server->newDatabase();
    }
    void cleanupTestCase() { m_server.reset(); }

private:
    std::unique_ptr<PgServer> m_server;
    QString m_database;
};

} // namespace larder::test
