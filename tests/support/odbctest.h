#pragma once

#include "tests/support/errorof.h"
#include "tests/support/odbcdrivers.h"
#include "tests/support/pgserver.h"
#include "tests/support/testsession.h"

#include <QRegularExpression>
#include <QTest>

#include <memory>

namespace larder::test {

/// A test class of which each function speaks by ODBC to a database of its own on a PostgreSQL server, and to
/// a SQLite file of its own.
class OdbcTest : public QObject
{
    Q_OBJECT

protected:
    [[nodiscard]] PgServer& server() { return *m_server; }
    [[nodiscard]] const QString& database() const { return m_database; }
    [[nodiscard]] const QString& file() const { return m_file; }
    [[nodiscard]] QString pg(const QString& options = {}) const
    {
        return pgOdbcAddress(m_server->port(), m_database, QStringLiteral("postgres"), options);
    }
    [[nodiscard]] QString sqlite(const QString& options = {}) const
    {
        return sqliteOdbcAddress(m_file, options);
    }
    [[nodiscard]] QString address(bool isPg) const { return isPg ? pg() : sqlite(); }
    /// The column "isPg" with a row for each of the two.
    static void addDrivers()
    {
        QTest::addColumn<bool>("isPg");
        QTest::newRow("PostgreSQL") << true;
        QTest::newRow("SQLite") << false;
    }
    /// As another program would, without ODBC.
    void exec(const QByteArray& script) { m_server->exec(script, m_database); }
    [[nodiscard]] QByteArray value(const QByteArray& sql) { return m_server->value(sql, m_database); }

private Q_SLOTS:
    void initTestCase()
    {
        if (!PgServer::isInstalled() || pgOdbcDriver().isEmpty() || sqliteOdbcDriver().isEmpty())
            QSKIP("PostgreSQL's server or the ODBC drivers of PostgreSQL and SQLite are not installed");
        m_server = std::make_unique<PgServer>();
        QVERIFY(m_server->isRunning());
    }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_database = m_server->newDatabase();
        m_file = m_folder.filePath(m_database + QStringLiteral(".sqlite"));
    }
    void cleanupTestCase() { m_server.reset(); }

private:
    std::unique_ptr<PgServer> m_server;
    QString m_database;
    QTemporaryDir m_folder;
    QString m_file;
};

} // namespace larder::test
