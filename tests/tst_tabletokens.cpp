#include "cache/tabletokens.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace larder;

namespace {

const QByteArray kShop = "shop.db";
const QByteArray kOther = "other.db";
const QByteArray kOrders = "main.orders";
const QByteArray kItems = "main.items";

quint64 tokenOf(TableTokens& tokens, const QByteArray& database, const QByteArray& table)
{
    return tokens.stamp(database, {table}).tables.at(0).token;
}

void change(TableTokens& tokens, const QByteArray& database, const QByteArray& table)
{
    tokens.tableChanged(database, table, {{ReasonCode::TableChanged}});
}

} // namespace

class TestTableTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void keepsATokenUntilAChange();
    void replacesTheTokenOfTheChangedTableOnly();
    void replacesTheDatabaseTokenApartFromTheTables();
    void neverUsesATokenTwice();
    void tellsAChangeOfATableThatWasNeverSeen();
    void tellsAChangeAfterItsCountOnly();
    void tellsAChangeOfTheWholeDatabaseForEachOfItsTables();
    void keepsNeighbouringNamesApart();
    void tellsWhyAStampNoLongerHolds();
    void changesEveryDatabaseAtOnce();
    void bringsATokenBack();
};

void TestTableTokens::keepsATokenUntilAChange()
{
    TableTokens tokens;
    const quint64 token = tokenOf(tokens, kShop, kOrders);
    QCOMPARE(tokenOf(tokens, kShop, kOrders), token);
    change(tokens, kShop, kOrders);
    QVERIFY(tokenOf(tokens, kShop, kOrders) != token);
}

void TestTableTokens::replacesTheTokenOfTheChangedTableOnly()
{
    TableTokens tokens;
    const quint64 items = tokenOf(tokens, kShop, kItems);
    const quint64 other = tokenOf(tokens, kOther, kOrders);
    const quint64 database = tokenOf(tokens, kShop, {});
    change(tokens, kShop, kOrders);
    QCOMPARE(tokenOf(tokens, kShop, kItems), items);
    QCOMPARE(tokenOf(tokens, kOther, kOrders), other);
    QCOMPARE(tokenOf(tokens, kShop, {}), database);
}

void TestTableTokens::replacesTheDatabaseTokenApartFromTheTables()
{
    TableTokens tokens;
    const quint64 database = tokenOf(tokens, kShop, {});
    const quint64 other = tokenOf(tokens, kOther, {});
    change(tokens, kShop, {});
    QVERIFY(tokenOf(tokens, kShop, {}) != database);
    QCOMPARE(tokenOf(tokens, kOther, {}), other);
}

// Also not in another instance: a token that was lost must not come back by counting from the start.
void TestTableTokens::neverUsesATokenTwice()
{
    QSet<quint64> seen;
    for (int instance = 0; instance < 10; ++instance) {
        TableTokens tokens;
        for (int round = 0; round < 100; ++round) {
            seen << tokenOf(tokens, kShop, kOrders) << tokenOf(tokens, kShop, kItems)
                 << tokenOf(tokens, kShop, {});
            change(tokens, kShop, kOrders);
            change(tokens, kShop, kItems);
            change(tokens, kShop, {});
        }
    }
    QCOMPARE(seen.size(), 3'000);
}

void TestTableTokens::tellsAChangeOfATableThatWasNeverSeen()
{
    TableTokens tokens;
    const quint64 count = tokens.changeCount();
    QVERIFY(!tokens.changedSince(count, kShop, kOrders));
    change(tokens, kShop, kOrders);
    QVERIFY(tokens.changedSince(count, kShop, kOrders));
    QVERIFY(!tokens.changedSince(count, kShop, kItems));
    QVERIFY(!tokens.changedSince(count, kOther, kOrders));
    QVERIFY(!tokens.changedSince(count, kShop, {}));
}

void TestTableTokens::tellsAChangeAfterItsCountOnly()
{
    TableTokens tokens;
    change(tokens, kShop, kOrders);
    const quint64 count = tokens.changeCount();
    QVERIFY(!tokens.changedSince(count, kShop, kOrders));
    (void)tokenOf(tokens, kShop, kOrders);
    (void)tokenOf(tokens, kShop, kItems);
    QCOMPARE(tokens.changeCount(), count);
    change(tokens, kShop, kOrders);
    QVERIFY(tokens.changeCount() > count);
    QVERIFY(tokens.changedSince(count, kShop, kOrders));
    QVERIFY(!tokens.changedSince(tokens.changeCount(), kShop, kOrders));
}

void TestTableTokens::tellsAChangeOfTheWholeDatabaseForEachOfItsTables()
{
    TableTokens tokens;
    (void)tokenOf(tokens, kShop, kOrders);
    const quint64 count = tokens.changeCount();
    change(tokens, kShop, {});
    QVERIFY(tokens.changedSince(count, kShop, kOrders));
    QVERIFY(tokens.changedSince(count, kShop, kItems));
    QVERIFY(tokens.changedSince(count, kShop, {}));
    QVERIFY(!tokens.changedSince(count, kOther, kOrders));
}

void TestTableTokens::keepsNeighbouringNamesApart()
{
    TableTokens tokens;
    const quint64 token = tokenOf(tokens, "ab", "c");
    change(tokens, "a", "bc");
    QCOMPARE(tokenOf(tokens, "ab", "c"), token);
    QVERIFY(tokenOf(tokens, "a", "bc") != token);
}

void TestTableTokens::tellsWhyAStampNoLongerHolds()
{
    TableTokens tokens;
    const Stamp stamp = tokens.stamp(kShop, {kOrders, kItems});
    QVERIFY(!tokens.changed(stamp));
    change(tokens, kShop, "main.log");
    change(tokens, kOther, kOrders);
    QVERIFY(!tokens.changed(stamp));
    tokens.tableChanged(kShop, kItems, {{ReasonCode::TableChanged, QStringLiteral("UPDATE items")}, 7});
    const ChangeCause* const cause = tokens.changed(stamp);
    QVERIFY(cause);
    QCOMPARE(cause->reason.detail, QStringLiteral("UPDATE items"));
    QCOMPARE(cause->event, 7U);
    const Stamp later = tokens.stamp(kShop, {kOrders, kItems});
    QVERIFY(!tokens.changed(later));
    change(tokens, kShop, {});
    QVERIFY(tokens.changed(later));
}

void TestTableTokens::changesEveryDatabaseAtOnce()
{
    TableTokens tokens;
    const Stamp shop = tokens.stamp(kShop, {kOrders});
    const Stamp other = tokens.stamp(kOther, {});
    const quint64 count = tokens.changeCount();
    QCOMPARE(tokens.databases().size(), 2);
    tokens.everythingChanged({{ReasonCode::Epoch}});
    QCOMPARE(tokens.changed(shop)->reason.code, ReasonCode::Epoch);
    QCOMPARE(tokens.changed(other)->reason.code, ReasonCode::Epoch);
    QVERIFY(tokens.changedSince(count, kShop, kItems));
}

void TestTableTokens::bringsATokenBack()
{
    TableTokens tokens;
    const Stamp stamp = tokens.stamp(kShop, {kOrders});
    const quint64 count = tokens.changeCount();
    const TableId table = tokens.tableChanged(kShop, kOrders, {{ReasonCode::ExpiredByUser}});
    QVERIFY(tokens.changed(stamp));
    tokens.restore(table, stamp.tables.at(0).token);
    QVERIFY(!tokens.changed(stamp));
    QVERIFY(tokens.changedSince(count, kShop, kOrders));
}

QTEST_APPLESS_MAIN(TestTableTokens)
#include "tst_tabletokens.moc"
