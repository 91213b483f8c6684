#include "app/engine.h"
#include "app/sql/databaseopener.h"
#include "tests/support/odbcdrivers.h"
#include "tests/support/pgtest.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/inspector/entriesdesk.h"
#include "ui/noticebar.h"

#include <QSignalSpy>

#include <array>

using namespace larder;

namespace {

/// The panel of the entries over a cache that several sessions share.
class Desk
{
public:
    /// Opens one more session, called @p label.
    ConnectionId open(const QString& address, const QString& label)
    {
        std::optional<ConnectionId> opened;
        openDatabase(parseConnectionTarget(address).value(), m_engine.storage(), &m_context,
            [&](Result<std::unique_ptr<DatabasePort>> port) {
                opened = m_engine.service().addConnection(std::move(port.value()));
            });
        [[maybe_unused]] const bool done = QTest::qWaitFor([&] { return opened.has_value(); }, 60'000);
        Q_ASSERT(done);
        m_connections.push_back({.id = *opened, .label = label});
        m_desk.setConnections(m_connections);
        return *opened;
    }
    QByteArray run(ConnectionId connection, const QByteArray& sql)
    {
        std::optional<RunOutcome> ended;
        m_engine.service().start({.connection = connection, .sql = sql}, &m_context,
            {.finished = [&](RunOutcome outcome) { ended = std::move(outcome); }});
        [[maybe_unused]] const bool done = QTest::qWaitFor([&] { return ended.has_value(); }, 60'000);
        Q_ASSERT(done);
        return TestSession::rows(ended->result);
    }
    /// The entries of @p sql, from the oldest to the newest.
    std::vector<EntryInfo> entries(const QByteArray& sql)
    {
        std::vector<EntryInfo> found = m_engine.cache().entries();
        std::erase_if(found, [&](const EntryInfo& each) { return each.facts->sql != sql; });
        std::ranges::sort(found, {}, &EntryInfo::id);
        return found;
    }
    void wish(EntryWish::Act act, const EntryInfo& entry)
    {
        Q_EMIT m_dock.wished({.act = act, .entries = {entry}});
    }
    QString notice() { return m_dock.findChild<NoticeBar*>(QStringLiteral("entriesNotice"))->text(); }
    EntriesDesk& desk() { return m_desk; }

private:
    QTemporaryDir m_folder;
    QObject m_context;
    Engine m_engine{{qint64(64) << 20, EngineLimits().resultBytes, m_folder.path()}};
    CacheEntriesDock m_dock;
    EntriesDesk m_desk{{m_engine.service(), m_engine.cache(), m_engine.control()}, m_dock};
    std::vector<ConnectionInfo> m_connections;
};

const QByteArray kNames = "SELECT name FROM item";

} // namespace

/// Entries of one database that were read in sessions with other settings.
class TestEntrySessions : public test::PgTest
{
    Q_OBJECT

private Q_SLOTS:
    void refreshesInASessionLikeTheOneOfTheEntry();
    void opensAndValidatesInASessionLikeTheOneOfTheEntry();
    void validatesOverTheSessionThatReadTheEntry();
    void saysThatOdbcGivesNoToken();
    void saysWhichSettingsAreOthers();

private:
    [[nodiscard]] QString warningsToFailOn() const override
    {
        return QStringLiteral("^(?!This plugin does not support)");
    }
    /// Two sessions, in which the same statement reads another table each.
    std::pair<ConnectionId, ConnectionId> openTwo(Desk& desk)
    {
        exec("CREATE SCHEMA one; CREATE TABLE one.item AS SELECT 'tea' AS name;"
             "CREATE SCHEMA two; CREATE TABLE two.item AS SELECT 'salt' AS name;");
        const QByteArray change = "ALTER DATABASE " + database().toUtf8() + " SET search_path TO ";
        exec(change + "one");
        const ConnectionId one = desk.open(address(), QStringLiteral("first"));
        exec(change + "two");
        return {one, desk.open(address(), QStringLiteral("second"))};
    }
};

void TestEntrySessions::refreshesInASessionLikeTheOneOfTheEntry()
{
    Desk desk;
    const auto [one, two] = openTwo(desk);
    QCOMPARE(desk.run(one, kNames), QByteArray("'tea'"));
    QCOMPARE(desk.run(two, kNames), QByteArray("'salt'"));
    const std::vector<EntryInfo> before = desk.entries(kNames);
    QCOMPARE(before.size(), size_t(2));
    QVERIFY(before[0].facts->key != before[1].facts->key);
    desk.wish(EntryWish::Act::Refresh, before[1]);
    QTRY_COMPARE_WITH_TIMEOUT(desk.notice(), QStringLiteral("1 entry refreshed."), 60'000);
    const std::vector<EntryInfo> after = desk.entries(kNames);
    QCOMPARE(after.size(), size_t(2));
    QCOMPARE(after[0].id, before[0].id);
    QVERIFY(after[1].id != before[1].id);
    QCOMPARE(after[1].facts->key, before[1].facts->key);
}

void TestEntrySessions::opensAndValidatesInASessionLikeTheOneOfTheEntry()
{
    Desk desk;
    const auto [one, two] = openTwo(desk);
    (void)desk.run(one, kNames);
    (void)desk.run(two, kNames);
    const std::vector<EntryInfo> entries = desk.entries(kNames);
    const QSignalSpy opened(&desk.desk(), &EntriesDesk::openRequested);
    desk.wish(EntryWish::Act::Open, entries[1]);
    QCOMPARE(opened.at(0).at(0).value<ConnectionId>(), two);
    desk.wish(EntryWish::Act::Validate, entries[1]);
    QTRY_COMPARE_WITH_TIMEOUT(desk.notice(), QStringLiteral("1 entry still holds."), 60'000);
}

// Tokens of another session, though it is set alike, tell nothing of the entry.
void TestEntrySessions::validatesOverTheSessionThatReadTheEntry()
{
    exec("CREATE TABLE item AS SELECT 'tea' AS name");
    Desk desk;
    const std::array ids{
        desk.open(address(), QStringLiteral("first")), desk.open(address(), QStringLiteral("second"))};
    const std::array statements{kNames, QByteArray("SELECT * FROM item")};
    for (size_t i = 0; i < ids.size(); ++i)
        (void)desk.run(ids[i], statements[i]);
    for (const QByteArray& sql : statements) {
        const QDateTime before = desk.entries(sql).at(0).provenAt;
        desk.wish(EntryWish::Act::Validate, desk.entries(sql).at(0));
        QTRY_VERIFY_WITH_TIMEOUT(desk.entries(sql).at(0).provenAt > before, 60'000);
        QCOMPARE(desk.notice(), QStringLiteral("1 entry still holds."));
    }
}

void TestEntrySessions::saysThatOdbcGivesNoToken()
{
    if (test::pgOdbcDriver().isEmpty())
        QSKIP("the ODBC driver of PostgreSQL is not installed");
    exec("CREATE TABLE item AS SELECT 'tea' AS name");
    Desk desk;
    const QString odbc
        = test::pgOdbcAddress(server().port(), database(), QStringLiteral("postgres"), QString());
    (void)desk.run(desk.open(odbc, QStringLiteral("by ODBC")), kNames);
    const EntryInfo entry = desk.entries(kNames).at(0);
    QCOMPARE(int(entry.state), int(EntryState::Unverifiable));
    desk.wish(EntryWish::Act::Validate, entry);
    const QString why
        = QStringLiteral("This connection cannot prove freshness: ODBC has no question for whether data has "
                         "changed");
    QTRY_COMPARE_WITH_TIMEOUT(desk.notice(), QStringLiteral("Not validated: ") + why, 60'000);
    QCOMPARE(desk.entries(kNames).at(0).refutation, (Reason{ReasonCode::ValidatorUnknown, why}));
}

void TestEntrySessions::saysWhichSettingsAreOthers()
{
    exec("CREATE TABLE item AS SELECT 'tea' AS name, '2024-01-01 12:00+00'::timestamptz AS at");
    Desk desk;
    const ConnectionId id = desk.open(address(), QStringLiteral("shop"));
    (void)desk.run(id, kNames);
    server().exec("ALTER SYSTEM SET TimeZone = 'Asia/Tokyo'");
    server().exec("SELECT pg_reload_conf()");
    QTRY_COMPARE_WITH_TIMEOUT(
        desk.run(id, "SELECT at FROM item"), QByteArray("'2024-01-01 21:00:00+09'"), 60'000);
    const EntryInfo entry = desk.entries(kNames).at(0);
    const QSignalSpy opened(&desk.desk(), &EntriesDesk::openRequested);
    for (const auto& [act, begin] :
        {std::pair(EntryWish::Act::Refresh, QStringLiteral("0 entries refreshed. Not refreshed: ")),
            std::pair(EntryWish::Act::Validate, QStringLiteral("Not validated: ")),
            std::pair(EntryWish::Act::Open, QStringLiteral("Not opened: "))}) {
        desk.wish(act, entry);
        QVERIFY2(desk.notice().startsWith(
                     begin + QStringLiteral("“shop” is open, but with other settings (TimeZone)")),
            qPrintable(desk.notice()));
    }
    QVERIFY(opened.isEmpty());
    QCOMPARE(desk.entries(kNames).at(0).id, entry.id);
    server().exec("ALTER SYSTEM RESET TimeZone");
    server().exec("SELECT pg_reload_conf()");
}

QTEST_MAIN(TestEntrySessions)
#include "tst_entrysessions.moc"
