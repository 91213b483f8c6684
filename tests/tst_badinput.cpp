#include "tests/support/servicebench.h"
#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace std::chrono_literals;
using test::firstNumber;
using test::readOutcome;
using test::resultOf;
using test::RunLog;
using test::ServiceBench;

namespace {

constexpr qsizetype kTenMegabytes = 10'000'000;
constexpr int kParameters = 1'000;

const QByteArray kScript
    = "CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT); INSERT INTO item VALUES (1,'tea'),(2,'milk');";
const QByteArray kGoodQuery = "SELECT id, name FROM item ORDER BY id";
const QByteArray kGoodRows = "1,'tea'\n2,'milk'";
const QByteArray kSelect = "SELECT n FROM orders";

/// A database with one stored result, which must come through all that is done to it.
class StoredSession
{
public:
    StoredSession() : session(m_file.path()) { (void)session.run(kGoodQuery); }

    /// Whether the stored result is still served, and as proven as before.
    [[nodiscard]] bool isIntact()
    {
        const RunOutcome hit = session.run(kGoodQuery);
        return hit.provenance.freshness == Freshness::ProvenFresh
            && TestSession::rows(hit.result) == kGoodRows;
    }
    [[nodiscard]] size_t entries() { return session.engine().cache().entries().size(); }

private:
    const SqliteFixture m_file{kScript};

public:
    TestSession session;
};

QueryRequest withParameters(QueryRequest request, int changed = -1)
{
    QByteArrayList marks;
    for (int i = 0; i < kParameters; ++i) {
        const QByteArray name = "p" + QByteArray::number(i);
        marks << ':' + name;
        request.parameters.push_back({name, qint64(i == changed ? -i : i)});
    }
    request.sql = "SELECT count(*) FROM item WHERE id IN (" + marks.join(',') + ')';
    return request;
}

} // namespace

/// What users paste, programs send and clocks do: an error or a reason that says so, and the cache as before.
class TestBadInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void tellsWhatIsWrongWithAText_data();
    void tellsWhatIsWrongWithAText();
    void keepsAKnownTextApartFromOneWithANulBehindIt();
    void answersAndKeepsATextOfTenMegabytes();
    void findsTheSameKeyBehindTenMegabytesOfComment();
    void keepsBytesThatAreNoUtf8Apart();
    void takesAThousandParametersToTheKey();
    void namesTheParameterThatIsUnknown();
    void doesNotStoreWhatIsOverTheBudgetAndDropsTheOld();
    void storesWhatTheRowLimitCutUnderThatLimitOnly();
    void decidesByTheSteadyClockWhenTheWallClockJumps_data();
    void decidesByTheSteadyClockWhenTheWallClockJumps();
    void endsEveryTimeToLiveWhenTheSteadyClockIsFarAhead();
};

void TestBadInput::tellsWhatIsWrongWithAText_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("blanks") << QByteArray(" \t\r\n ");
    QTest::newRow("terminators") << QByteArray(";;;");
    QTest::newRow("comments") << QByteArray("-- nothing\n/* at all */");
    QTest::newRow("comment without end") << QByteArray("/* SELECT 1");
    QTest::newRow("hint alone") << QByteArray("/* cache: all ttl=60 */");
    QTest::newRow("unknown word") << QByteArray("SELEC 1");
    QTest::newRow("unfinished") << QByteArray("SELECT id FROM");
    QTest::newRow("string without end") << QByteArray("SELECT 'tea FROM item");
    QTest::newRow("name without end") << QByteArray("SELECT \"id FROM item");
    QTest::newRow("bracket without end") << QByteArray("SELECT (id FROM item");
    QTest::newRow("bracket without begin") << QByteArray("SELECT id) FROM item");
    QTest::newRow("bytes only") << QByteArray("\x01\x7f\xfe\xff");
    QTest::newRow("not UTF-8") << QByteArray("SELECT \xff\xfe FROM item");
    QTest::newRow("half a character") << QByteArray("SELECT \xc3");
    QTest::newRow("byte order marks only") << QByteArray("\xef\xbb\xbf\xef\xbb\xbf");
    QTest::newRow("NUL first") << QByteArray("\0SELECT 1", 9);
    QTest::newRow("NUL in the middle") << QByteArray("SELECT id\0FROM item", 19);
    QTest::newRow("NUL last") << QByteArray("SELECT id FROM item\0", 20);
    QTest::newRow("NULs only") << QByteArray(100, '\0');
    QTest::newRow("two statements") << QByteArray("SELECT 1; DELETE FROM item");
    QTest::newRow("unknown table") << QByteArray("SELECT id FROM nowhere");
    QTest::newRow("open brackets") << "SELECT " + QByteArray(200'000, '(');
    QTest::newRow("10 MB of one string without end") << "SELECT '" + QByteArray(kTenMegabytes, 'a');
    QTest::newRow("10 MB of bytes") << QByteArray(kTenMegabytes, '\xff');
    QTest::newRow("deep brackets") << "SELECT " + QByteArray(100'000, '(') + '1' + QByteArray(100'000, ')');
    QTest::newRow("deep cases") << "SELECT " + QByteArray("CASE WHEN 1 THEN ").repeated(20'000);
}

void TestBadInput::tellsWhatIsWrongWithAText()
{
    QFETCH(QByteArray, sql);
    StoredSession stored;
    for (const FreshnessPolicy policy :
        {FreshnessPolicy::Verify, FreshnessPolicy::Instant, FreshnessPolicy::Ttl, FreshnessPolicy::Off}) {
        const RunOutcome outcome = stored.session.run(sql, policy);
        QVERIFY(outcome.error);
        QVERIFY(!outcome.error->what.isEmpty());
        QVERIFY(!outcome.error->why.isEmpty());
        QVERIFY(!outcome.error->position || *outcome.error->position <= sql.size());
        QVERIFY(!outcome.cancelled);
        QVERIFY(!outcome.provenance.stored);
        QVERIFY(outcome.provenance.source == Source::Database);
        QVERIFY(outcome.provenance.reason);
    }
    QCOMPARE(stored.entries(), size_t(1));
    QVERIFY(stored.isIntact());
}

// SQLite reads a text up to its first NUL, so it would take the two for one statement.
void TestBadInput::keepsAKnownTextApartFromOneWithANulBehindIt()
{
    StoredSession stored;
    const RunOutcome outcome = stored.session.run(kGoodQuery + QByteArray("\0 LIMIT 1", 9));
    QVERIFY(outcome.error);
    QVERIFY(outcome.provenance.source == Source::Database);
    QVERIFY(stored.isIntact());
}

void TestBadInput::answersAndKeepsATextOfTenMegabytes()
{
    StoredSession stored;
    const QByteArray sql = "SELECT length('" + QByteArray(kTenMegabytes, 'a') + "') AS n";
    for (const bool isKnown : {false, true}) {
        const RunOutcome outcome = stored.session.run(sql);
        QVERIFY2(!outcome.error, qPrintable(errorText(outcome.error.value_or(Error()))));
        QCOMPARE(TestSession::rows(outcome.result), QByteArray::number(kTenMegabytes));
        QCOMPARE(outcome.provenance.source == Source::Cache, isKnown);
    }
    // The text is a part of what the entry costs.
    const std::vector<EntryInfo> entries = stored.session.engine().cache().entries();
    QVERIFY(std::any_of(
        entries.begin(), entries.end(), [](const EntryInfo& entry) { return entry.bytes > kTenMegabytes; }));
    QVERIFY(stored.isIntact());
}

void TestBadInput::findsTheSameKeyBehindTenMegabytesOfComment()
{
    StoredSession stored;
    const QByteArray comment = "/*" + QByteArray(kTenMegabytes, '*') + "*/";
    const RunOutcome outcome = stored.session.run(comment + kGoodQuery + comment);
    QVERIFY(outcome.provenance.freshness == Freshness::ProvenFresh);
    QCOMPARE(TestSession::rows(outcome.result), kGoodRows);
    QCOMPARE(stored.entries(), size_t(1));
}

void TestBadInput::keepsBytesThatAreNoUtf8Apart()
{
    StoredSession stored;
    for (const bool isKnown : {false, true}) {
        for (const char* bytes : {"\xff", "\xfe", "\xc3", "\xef\xbf\xbd"}) {
            const RunOutcome outcome = stored.session.run(QByteArray("SELECT '") + bytes + '\'');
            QVERIFY(!outcome.error);
            QCOMPARE(outcome.result->cell(0, 0).bytes.toByteArray(), QByteArray(bytes));
            QCOMPARE(outcome.provenance.source == Source::Cache, isKnown);
        }
    }
    QCOMPARE(stored.entries(), size_t(5));
}

void TestBadInput::takesAThousandParametersToTheKey()
{
    StoredSession stored;
    const QueryRequest request = withParameters(stored.session.request({}));
    QCOMPARE(TestSession::rows(stored.session.run(request).result), QByteArray("2"));
    const RunOutcome hit = stored.session.run(request);
    QVERIFY(hit.provenance.freshness == Freshness::ProvenFresh);
    QCOMPARE(TestSession::rows(hit.result), QByteArray("2"));
    const RunOutcome miss = stored.session.run(withParameters(stored.session.request({}), 2));
    QVERIFY(miss.provenance.source == Source::Database);
    QCOMPARE(miss.provenance.reason.code, ReasonCode::KeyDiffers);
    QVERIFY2(miss.provenance.reason.detail.contains(QStringLiteral("p2")),
        qPrintable(miss.provenance.reason.detail));
    QCOMPARE(TestSession::rows(miss.result), QByteArray("1"));
    QVERIFY(stored.isIntact());
}

void TestBadInput::namesTheParameterThatIsUnknown()
{
    StoredSession stored;
    QueryRequest request = stored.session.request(kGoodQuery);
    for (const QByteArray& name : {QByteArray("nobody"), QByteArray("n\xff"), QByteArray("1")}) {
        request.parameters = {{name, qint64(1)}};
        for (int i = 0; i < 2; ++i) {
            const RunOutcome outcome = stored.session.run(request);
            QVERIFY(outcome.error);
            QCOMPARE(outcome.error->why, QString::fromUtf8(name));
        }
    }
    request.parameters = {};
    request.sql = "SELECT :here";
    QCOMPARE(stored.session.run(request).error.value_or(Error()).why, QStringLiteral("here"));
    QCOMPARE(stored.entries(), size_t(1));
    QVERIFY(stored.isIntact());
}

void TestBadInput::doesNotStoreWhatIsOverTheBudgetAndDropsTheOld()
{
    const SqliteFixture file(kScript + "CREATE TABLE photo(bytes BLOB);");
    TestSession session(file.path(), 100'000);
    const QByteArray sql = "SELECT bytes FROM photo";
    QVERIFY(session.run(kGoodQuery).provenance.stored);
    QVERIFY(session.run(sql).provenance.stored);
    file.exec("INSERT INTO photo VALUES (zeroblob(200000))");
    QueryRequest request = session.request(sql);
    // The old entry is not looked at before the new rows are there.
    request.mode = RunMode::Fresh;
    for (const ReasonCode reason : {ReasonCode::Bypass, ReasonCode::TooLarge}) {
        const RunOutcome outcome = session.run(request);
        QVERIFY(outcome.provenance.freshness == Freshness::Live);
        QCOMPARE(outcome.provenance.reason.code, reason);
        QCOMPARE(outcome.result->cell(0, 0).bytes.size(), 200'000);
        QVERIFY(!outcome.provenance.stored);
        QCOMPARE(outcome.provenance.notStored.code, ReasonCode::TooLarge);
        QVERIFY(!outcome.provenance.notStored.detail.isEmpty());
        const std::vector<EntryInfo> entries = session.engine().cache().entries();
        QCOMPARE(entries.size(), size_t(1));
        QCOMPARE(entries.front().facts->sql, kGoodQuery);
        request.mode = RunMode::Cached;
    }
    const CacheStore& store = session.engine().cache().store();
    QVERIFY(store.usedBytes() <= store.budgetBytes());
}

void TestBadInput::storesWhatTheRowLimitCutUnderThatLimitOnly()
{
    StoredSession stored;
    QueryRequest request = stored.session.request(kGoodQuery);
    request.rowLimit = 1;
    for (const bool isKnown : {false, true}) {
        const RunOutcome outcome = stored.session.run(request);
        QCOMPARE(outcome.provenance.source == Source::Cache, isKnown);
        QCOMPARE(TestSession::rows(outcome.result), QByteArray("1,'tea'"));
        QCOMPARE(outcome.result->completeness(), Completeness::LimitReached);
    }
    QVERIFY(stored.isIntact());
    QCOMPARE(stored.entries(), size_t(2));
}

void TestBadInput::decidesByTheSteadyClockWhenTheWallClockJumps_data()
{
    QTest::addColumn<int>("years");
    QTest::newRow("forwards") << 30;
    QTest::newRow("backwards") << -30;
}

void TestBadInput::decidesByTheSteadyClockWhenTheWallClockJumps()
{
    QFETCH(int, years);
    ServiceBench bench;
    (void)bench.fill(kSelect, readOutcome(resultOf(42), {"main.orders"}));
    QueryRequest request = bench.request(kSelect, FreshnessPolicy::Ttl);
    request.ttl = 60s;
    bench.clock.advance(20s);
    bench.clock.shiftWallClock(24h * 365 * years);
    const RunLog& hit = bench.begin(request);
    QCOMPARE(hit.finished.size(), size_t(1));
    QCOMPARE(firstNumber(hit.finished[0]), 42);
    QCOMPARE(hit.finished[0].provenance.age, 20s);
    QCOMPARE(bench.cache.entries().at(0).age, 20s);
    bench.clock.advance(40s + 1ms);
    const RunLog& late = bench.begin(request);
    QVERIFY(late.finished.empty());
    bench.port.answerToken(ValidatorToken("1"));
    bench.port.answerStatement(readOutcome(resultOf(43), {"main.orders"}));
    QCOMPARE(late.finished.at(0).provenance.reason.code, ReasonCode::Ttl);
}

// As after a year of sleep.
void TestBadInput::endsEveryTimeToLiveWhenTheSteadyClockIsFarAhead()
{
    ServiceBench bench;
    (void)bench.fill(kSelect, readOutcome(resultOf(42), {"main.orders"}));
    bench.clock.advance(24h * 365 * 100);
    QVERIFY(bench.begin(bench.request(kSelect, FreshnessPolicy::Verify)).finished.empty());
    bench.port.answerToken(ValidatorToken("1"));
    QCOMPARE(bench.service.statistics().hits(), 1);
    QueryRequest longest = bench.request(kSelect, FreshnessPolicy::Ttl);
    longest.ttl = 24h * 365 * 99;
    const RunLog& late = bench.begin(longest);
    QVERIFY(late.finished.empty());
    bench.port.answerToken(ValidatorToken("1"));
    bench.port.answerStatement(readOutcome(resultOf(43), {"main.orders"}));
    QCOMPARE(late.finished.at(0).provenance.reason.code, ReasonCode::Ttl);
    QCOMPARE(late.finished.at(0).provenance.age, 0ms);
}

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_badinput.moc"
