#include "models/inspector/entrytext.h"

#include "tests/support/entries.h"

#include <QLocale>
#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

using Column = EntryColumn;
using namespace std::chrono_literals;

} // namespace

class TestEntryText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void showsEachColumn_data();
    void showsEachColumn();
    void namesTheStates();
    void saysWhichRowsHaveToBeAskedForAgain();
    void saysNoneAndNever();
    void saysThatAnEntryIsPinnedOrOutdated();
    void explainsWhyTimeSavedMayBeNegative();
    void saysThatAnOutdatedEntryIsProvenAllTheSame();
    void saysWhatTheLastValidationFound();
    void tellsTheSoftEndFromTheRealOne();
    void showsSqlAndParametersInTheToolTip();
    void cutsVeryLongSql();
    void leavesOutTheSchemaOfTheFileItself();
};

void TestEntryText::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void TestEntryText::showsEachColumn_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("text");
    const auto row = [](Column column, const char* title, const char* text) {
        QTest::newRow(title) << int(column) << QString::fromUtf8(title) << QString::fromUtf8(text);
    };
    row(Column::State, "State", "Proven 14:03:21");
    row(Column::Sql, "SQL", "SELECT * FROM orders WHERE id = :id");
    row(Column::Kind, "Kind", "result");
    row(Column::User, "User", "bob");
    row(Column::Parameters, "Parameters", "id = 42, note = '<b>it''s</b>'");
    row(Column::Tables, "Tables", "orders, order_items");
    row(Column::Tags, "Tags", "report, daily");
    row(Column::Rows, "Rows", "1234567");
    row(Column::Columns, "Columns", "9");
    row(Column::Bytes, "Bytes", "1.2 MB");
    row(Column::Created, "Created", "14:03:21");
    row(Column::Age, "Age", "2 h 05 min");
    row(Column::TtlLeft, "TTL left", "50 s");
    row(Column::SoftLeft, "Soft TTL left", "0 s");
    row(Column::IdleLeft, "Idle TTL left", "10 s");
    row(Column::Hits, "Hits", "12345");
    row(Column::LastHit, "Last hit", "14:04:21");
    row(Column::Followers, "Followers", "2");
    row(Column::FillCost, "Fill cost", "3.4 ms");
    row(Column::ExecuteCost, "Execute", "2.0 ms");
    row(Column::FetchCost, "Fetch", "1.4 ms");
    row(Column::HitCost, "Hit cost", "25 µs");
    row(Column::TimeSaved, "Time saved", "−180 µs");
    row(Column::LastCheck, "Last validation", "14:04:51 changed");
    row(Column::EvictionRank, "Evicted as", "17");
    row(Column::Key, "Key", "key1");
    row(Column::Misses, "Misses", "3");
    row(Column::Expire, "Expire", "Expire");
}

void TestEntryText::showsEachColumn()
{
    QFETCH(const int, column);
    QTEST(entryColumnTitle(Column(column)), "title");
    QTEST(entryCellText(fullEntry(), Column(column)), "text");
    QVERIFY(!entryColumnHelp(Column(column)).isEmpty());
    QVERIFY(!entryToolTip(fullEntry(), Column(column)).isEmpty());
}

void TestEntryText::namesTheStates()
{
    QCOMPARE(entryStateText(EntryState::Proven), QStringLiteral("Proven"));
    QCOMPARE(entryStateText(EntryState::Doubtful), QStringLiteral("To be checked"));
    QCOMPARE(entryStateText(EntryState::Unverifiable), QStringLiteral("Not verifiable"));
    QCOMPARE(entryStateText(EntryState::Expired), QStringLiteral("Expired"));
    for (const EntryState state :
        {EntryState::Proven, EntryState::Doubtful, EntryState::Unverifiable, EntryState::Expired}) {
        EntryInfo entry = entryOf(1);
        entry.state = state;
        QVERIFY(entryToolTip(entry, Column::State).contains(entryStateText(state)));
    }
}

void TestEntryText::saysWhichRowsHaveToBeAskedForAgain()
{
    EntryInfo entry = entryOf(1);
    entry.state = EntryState::Doubtful;
    QVERIFY(entryToolTip(entry, Column::State).contains(QStringLiteral("the database was written to")));
    entry.reason = {ReasonCode::ValidatorUnknown, QStringLiteral("the connection was lost or silent since")};
    QVERIFY(entryToolTip(entry, Column::State)
                .contains(QStringLiteral("the connection was lost or silent since. The")));
    entry.reason = {ReasonCode::Partial, QStringLiteral("1 of 5")};
    QVERIFY(entryToolTip(entry, Column::State).contains(QStringLiteral("rows are missing: 1 of 5")));
}

void TestEntryText::saysNoneAndNever()
{
    const EntryInfo entry = entryOf(1);
    QCOMPARE(entryCellText(entry, Column::TtlLeft), QStringLiteral("none"));
    QCOMPARE(entryCellText(entry, Column::LastHit), QStringLiteral("never"));
    QVERIFY(entryToolTip(entry, Column::TtlLeft).contains(QStringLiteral("No time to live")));
}

void TestEntryText::saysThatAnEntryIsPinnedOrOutdated()
{
    EntryInfo entry = entryOf(1);
    entry.pinned = true;
    QCOMPARE(entryCellText(entry, Column::State), QStringLiteral("Pinned · Proven"));
    QCOMPARE(entryCellText(entry, Column::EvictionRank), QStringLiteral("never"));
    QVERIFY(entryToolTip(entry, Column::State).contains(QStringLiteral("never evicted")));
    entry.outdated = true;
    QCOMPARE(
        entryCellText(entry, Column::State), QStringLiteral("Pinned · Outdated, though proven 14:03:21"));
    QCOMPARE(entryCellText(entry, Column::SoftLeft), QStringLiteral("over"));
    entry.state = EntryState::Expired;
    QCOMPARE(entryCellText(entry, Column::State), QStringLiteral("Pinned · Expired"));
}

void TestEntryText::explainsWhyTimeSavedMayBeNegative()
{
    EntryInfo entry = entryOf(1);
    entry.timeSaved = -180us;
    const QString why = QStringLiteral("Below zero where the database answers quicker");
    QVERIFY(entryToolTip(entry, Column::TimeSaved).contains(why));
    QVERIFY(entryColumnHelp(Column::TimeSaved).contains(why));
}

// Both are true at once, so that one sentence says both.
void TestEntryText::saysThatAnOutdatedEntryIsProvenAllTheSame()
{
    EntryInfo entry = entryOf(1);
    entry.outdated = true;
    QCOMPARE(entryCellText(entry, Column::State), QStringLiteral("Outdated, though proven 14:03:21"));
    QString tip = entryFullText(entry, Column::State);
    QVERIFY2(
        tip.startsWith(QStringLiteral("Outdated, though the database had not changed when it was asked")),
        qPrintable(tip));
    QVERIFY2(!tip.contains(QStringLiteral("Proven:")), qPrintable(tip));
    entry.state = EntryState::Doubtful;
    QCOMPARE(entryCellText(entry, Column::State), QStringLiteral("Outdated, to be checked"));
    tip = entryFullText(entry, Column::State);
    QVERIFY2(tip.contains(QStringLiteral("\nTo be checked: the database was written to")), qPrintable(tip));
    entry.state = EntryState::Unverifiable;
    QCOMPARE(entryCellText(entry, Column::State), QStringLiteral("Outdated, not verifiable"));
    entry.state = EntryState::Expired;
    QVERIFY(entryFullText(entry, Column::State).startsWith(QStringLiteral("Expired: ")));
}

void TestEntryText::saysWhatTheLastValidationFound()
{
    EntryInfo entry = entryOf(1);
    QCOMPARE(entryCellText(entry, Column::LastCheck), QStringLiteral("none"));
    entry.provenAt = entry.created.addSecs(5);
    QCOMPARE(entryCellText(entry, Column::LastCheck), QStringLiteral("14:03:26 holds"));
    entry.refutedAt = entry.created.addSecs(4);
    QCOMPARE(entryCellText(entry, Column::LastCheck), QStringLiteral("14:03:26 holds"));
    entry.refutedAt = entry.created.addSecs(9);
    entry.refutation = {ReasonCode::ValidatorChanged, QStringLiteral("something was written")};
    QCOMPARE(entryCellText(entry, Column::LastCheck), QStringLiteral("14:03:30 changed"));
    QVERIFY(entryFullText(entry, Column::LastCheck)
                .endsWith(QStringLiteral(
                    ": database may have changed since it was stored: something was written.")));
    entry.refutation = {ReasonCode::ValidatorUnknown, QStringLiteral("the server is off")};
    QCOMPARE(entryCellText(entry, Column::LastCheck), QStringLiteral("14:03:30 failed"));
    QVERIFY(entryToolTip(entry, Column::LastCheck).contains(QStringLiteral("the server is off")));
}

void TestEntryText::tellsTheSoftEndFromTheRealOne()
{
    EntryInfo entry = entryOf(1);
    QCOMPARE(entryCellText(entry, Column::SoftLeft), QStringLiteral("none"));
    entry.age = 10s;
    entry.ttlLeft = 90s;
    QCOMPARE(entryCellText(entry, Column::SoftLeft), QStringLiteral("1 min"));
    entry.ttlLeft = 40s;
    QCOMPARE(entryCellText(entry, Column::SoftLeft), QStringLiteral("30 s"));
}

void TestEntryText::showsSqlAndParametersInTheToolTip()
{
    const QString text = entryToolTip(fullEntry(), Column::Sql);
    QVERIFY(text.contains(QString::fromUtf8(fullEntry().facts->sql)));
    QVERIFY(text.contains(QStringLiteral("id = 42")));
    QVERIFY(text.contains(QStringLiteral("&lt;b&gt;it")));
    QVERIFY(!text.contains(QStringLiteral("<b>")));
}

void TestEntryText::cutsVeryLongSql()
{
    EntryInfo entry = entryOf(1);
    test::changeFacts(
        entry, [](EntryFacts& facts) { facts.sql = "SELECT '" + QByteArray("ü").repeated(1'000'000) + "'"; });
    const QString cell = entryCellText(entry, Column::Sql);
    QVERIFY(cell.size() < 2000);
    QVERIFY(cell.endsWith(QStringLiteral("ü…")));
    QVERIFY(entryToolTip(entry, Column::Sql).size() < 3000);
}

void TestEntryText::leavesOutTheSchemaOfTheFileItself()
{
    EntryInfo entry = fullEntry();
    test::changeFacts(entry, [](EntryFacts& facts) {
        facts.tables = {"main.orders", "other.orders", "mainland"};
    });
    QCOMPARE(entryCellText(entry, Column::Tables), QStringLiteral("orders, other.orders, mainland"));
    QVERIFY(entryToolTip(entry, Column::Tables).contains(QStringLiteral("main.orders")));
}

QTEST_GUILESS_MAIN(TestEntryText)
#include "tst_entrytext.moc"
