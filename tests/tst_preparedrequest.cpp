#include "cache/preparedrequest.h"

#include <QTest>

using namespace larder;
using namespace std::chrono_literals;

namespace {

const ConnectionIdentity kShop{"sqlite", "shop.db"};

PreparedRequest prepared(QueryRequest request)
{
    StatementCache statements;
    const auto reading = statements.read(request.sql, SqlDialect::Sqlite);
    return {std::move(request), reading};
}

PreparedRequest prepared(const QByteArray& sql)
{
    return prepared(QueryRequest{.sql = sql});
}

} // namespace

class TestPreparedRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsAHint_data();
    void followsAHint();
    void ignoresAHintThatCannotBeFollowedAndTellsOfIt();
    void trustsForAMinuteWhereNothingElseIsSaid();
    void makesOneKeyOfParametersInAnyOrder();
    void makesOneKeyOfComponentsAndOfTheRequest();
    void keepsAsAWholeWhatHasNoRows();
    void tellsWhyTheCacheIsNotAsked_data();
    void tellsWhyTheCacheIsNotAsked();
};

void TestPreparedRequest::followsAHint_data()
{
    QTest::addColumn<QByteArray>("hint");
    QTest::addColumn<int>("technique");
    QTest::addColumn<int>("ttlSeconds");
    QTest::newRow("none") << QByteArray() << int(Technique::All) << -1;
    QTest::newRow("off") << QByteArray("/* cache: off */") << int(Technique::Off) << -1;
    QTest::newRow("individual") << QByteArray("/* cache: individual */") << int(Technique::Individual) << -1;
    QTest::newRow("ttl") << QByteArray("/* cache: all ttl=5 */") << int(Technique::All) << 5;
}

void TestPreparedRequest::followsAHint()
{
    QFETCH(QByteArray, hint);
    QFETCH(int, technique);
    QFETCH(int, ttlSeconds);
    const PreparedRequest request = prepared("SELECT id FROM item " + hint);
    QCOMPARE(int(request.request().technique), technique);
    QCOMPARE(request.request().ttl.has_value(), ttlSeconds >= 0);
    if (ttlSeconds >= 0)
        QCOMPARE(*request.request().ttl, std::chrono::milliseconds(std::chrono::seconds(ttlSeconds)));
    QVERIFY(request.ignoredHint().isEmpty());
}

void TestPreparedRequest::ignoresAHintThatCannotBeFollowedAndTellsOfIt()
{
    const PreparedRequest request = prepared("SELECT 1 /* cache: of ttl=5 */");
    QCOMPARE(int(request.request().technique), int(Technique::All));
    QVERIFY(!request.request().ttl);
    QCOMPARE(request.ignoredHint(), QByteArray("/* cache: of ttl=5 */"));
}

void TestPreparedRequest::trustsForAMinuteWhereNothingElseIsSaid()
{
    QueryRequest request{.sql = "SELECT 1", .policy = FreshnessPolicy::Ttl};
    QVERIFY(prepared(request).request().ttl == 60s);
    request.ttl = 3s;
    QVERIFY(prepared(request).request().ttl == 3s);
    request.sql += " /* cache: all ttl=7 */";
    QVERIFY(prepared(request).request().ttl == 7s);
}

void TestPreparedRequest::makesOneKeyOfParametersInAnyOrder()
{
    QueryRequest request{.sql = "SELECT :a, :b", .parameters = {{"a", qint64(1)}, {"b", Text{"x"}}}};
    const CacheKey key = prepared(request).key(kShop, {});
    std::swap(request.parameters[0], request.parameters[1]);
    QVERIFY(prepared(request).key(kShop, {}) == key);
    // They are sent as they were given.
    QCOMPARE(prepared(request).request().parameters[0].name, QByteArray("b"));
    std::swap(request.parameters[0].value, request.parameters[1].value);
    QVERIFY(prepared(request).key(kShop, {}) != key);
}

void TestPreparedRequest::makesOneKeyOfComponentsAndOfTheRequest()
{
    SessionState session;
    session.settings = {{"encoding", "UTF-8"}};
    const PreparedRequest request
        = prepared({.sql = "SELECT  ?;", .parameters = {{"1", 1.5}}, .rowLimit = 7});
    const KeyComponents components = request.components(kShop, session);
    QVERIFY(CacheKey(components) == request.key(kShop, session));
    QCOMPARE(components.sql, QByteArray("SELECT ?"));
    QCOMPARE(components.rowLimit, 7);
    QVERIFY(components.settings == session.settings);
    QVERIFY(request.key(kShop, {}) != request.key(kShop, session));
}

void TestPreparedRequest::keepsAsAWholeWhatHasNoRows()
{
    QueryRequest request{.sql = "SELECT id FROM item", .technique = Technique::Individual};
    const PreparedRequest plain = prepared(request);
    QVERIFY(plain.rows() && plain.rows()->isEligible());
    QVERIFY(!plain.notByRow());
    request.sql = "SELECT DISTINCT id FROM item";
    const PreparedRequest whole = prepared(request);
    QVERIFY(!whole.rows());
    QCOMPARE(int(whole.request().technique), int(Technique::All));
    QVERIFY((whole.notByRow() == Reason{ReasonCode::NoKey, QStringLiteral("DISTINCT")}));
    request.technique = Technique::All;
    QVERIFY(!prepared(request).rows() && !prepared(request).notByRow());
}

void TestPreparedRequest::tellsWhyTheCacheIsNotAsked_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<int>("mode");
    QTest::addColumn<bool>("inTransaction");
    QTest::addColumn<QString>("peculiarity");
    QTest::addColumn<int>("reason");
    const auto row = [](const char* name, const char* sql, ReasonCode reason, RunMode mode = RunMode::Cached,
                         bool inTransaction = false, const QString& peculiarity = {}) {
        QTest::newRow(name) << QByteArray(sql) << int(mode) << inTransaction << peculiarity << int(reason);
    };
    row("it is asked", "SELECT 1", ReasonCode::None);
    row("a hint", "SELECT 1 /* cache: off */", ReasonCode::Bypass);
    row("a write", "DELETE FROM item", ReasonCode::Uncacheable);
    row("volatile", "SELECT random()", ReasonCode::Uncacheable);
    row("a transaction", "SELECT 1", ReasonCode::InTransaction, RunMode::Cached, true);
    row("a session unlike others", "SELECT 1", ReasonCode::Bypass, RunMode::Cached, false,
        QStringLiteral("a temporary table"));
    row("by wish", "SELECT 1", ReasonCode::Bypass, RunMode::Uncached);
    // The first that decides is told.
    row("all at once", "SELECT random()", ReasonCode::Uncacheable, RunMode::Uncached, true);
}

void TestPreparedRequest::tellsWhyTheCacheIsNotAsked()
{
    QFETCH(QByteArray, sql);
    QFETCH(int, mode);
    QFETCH(bool, inTransaction);
    QFETCH(QString, peculiarity);
    QFETCH(int, reason);
    SessionState session;
    session.inTransaction = inTransaction;
    session.peculiarity = peculiarity;
    const PreparedRequest request = prepared({.sql = sql, .mode = RunMode(mode)});
    QCOMPARE(int(request.bypassReason(session).code), reason);
}

QTEST_APPLESS_MAIN(TestPreparedRequest)
#include "tst_preparedrequest.moc"
