#include "cache/statementcache.h"

#include "cache/sql/sqlnormalizer.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

class TestStatementCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void readsWhatTheTextSays();
    void readsATextOnce();
    void readsATextAnewInAnotherDialect();
    void isBounded();
};

void TestStatementCache::readsWhatTheTextSays()
{
    StatementCache cache;
    const QByteArray sql = "SELECT  a FROM t /* cache: all ttl=60 */;";
    const auto reading = cache.read(sql, SqlDialect::Sqlite);
    QVERIFY(reading->classification == classifySql(sql, SqlDialect::Sqlite));
    QVERIFY(reading->hint == sqlHint(sql, SqlDialect::Sqlite));
    QCOMPARE(reading->normalized, normalizedSql(sql, SqlDialect::Sqlite));
    QVERIFY(reading->digest == digestOf(reading->normalized));
}

void TestStatementCache::readsATextOnce()
{
    StatementCache cache;
    const auto first = cache.read("SELECT 1", SqlDialect::Sqlite);
    QCOMPARE(cache.read("SELECT 1", SqlDialect::Sqlite), first);
    QVERIFY(cache.read("SELECT 2", SqlDialect::Sqlite) != first);
    QVERIFY(cache.read("select 1", SqlDialect::Sqlite) != first);
}

void TestStatementCache::readsATextAnewInAnotherDialect()
{
    StatementCache cache;
    const QByteArray sql = "SELECT \"a\" FROM t";
    QVERIFY(cache.read(sql, SqlDialect::Sqlite) != cache.read(sql, SqlDialect::MySql));
}

void TestStatementCache::isBounded()
{
    StatementCache cache;
    const std::weak_ptr<const StatementReading> first = cache.read("SELECT 1", SqlDialect::Sqlite);
    const std::weak_ptr<const StatementReading> large
        = cache.read("SELECT '" + QByteArray(8 << 20, 'x') + '\'', SqlDialect::Sqlite);
    QVERIFY(large.expired());
    QVERIFY(!first.expired());
    for (int i = 0; i < 20; ++i)
        (void)cache.read("SELECT '" + QByteArray(1 << 20, char('a' + i)) + '\'', SqlDialect::Sqlite);
    QVERIFY(first.expired());
}

QTEST_APPLESS_MAIN(TestStatementCache)
#include "tst_statementcache.moc"
