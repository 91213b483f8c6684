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
};

void TestTableTokens::keepsATokenUntilAChange()
{
    TableTokens tokens;
    const quint64 token = tokens.token(kShop, kOrders);
    QCOMPARE(tokens.token(kShop, kOrders), token);
    tokens.tableChanged(kShop, kOrders);
    QVERIFY(tokens.token(kShop, kOrders) != token);
}

void TestTableTokens::replacesTheTokenOfTheChangedTableOnly()
{
    TableTokens tokens;
    const quint64 items = tokens.token(kShop, kItems);
    const quint64 other = tokens.token(kOther, kOrders);
    const quint64 database = tokens.databaseToken(kShop);
    tokens.tableChanged(kShop, kOrders);
    QCOMPARE(tokens.token(kShop, kItems), items);
    QCOMPARE(tokens.token(kOther, kOrders), other);
    QCOMPARE(tokens.databaseToken(kShop), database);
}

void TestTableTokens::replacesTheDatabaseTokenApartFromTheTables()
{
    TableTokens tokens;
    const quint64 database = tokens.databaseToken(kShop);
    const quint64 other = tokens.databaseToken(kOther);
    tokens.databaseChanged(kShop);
    QVERIFY(tokens.databaseToken(kShop) != database);
    QCOMPARE(tokens.databaseToken(kOther), other);
}

// Also not in another instance: a token that was lost must not come back by counting from the start.
void TestTableTokens::neverUsesATokenTwice()
{
    QSet<quint64> seen;
    for (int instance = 0; instance < 10; ++instance) {
        TableTokens tokens;
        for (int change = 0; change < 100; ++change) {
            seen << tokens.token(kShop, kOrders) << tokens.token(kShop, kItems)
                 << tokens.databaseToken(kShop);
            tokens.tableChanged(kShop, kOrders);
            tokens.tableChanged(kShop, kItems);
            tokens.databaseChanged(kShop);
        }
    }
    QCOMPARE(seen.size(), 3'000);
}

void TestTableTokens::tellsAChangeOfATableThatWasNeverSeen()
{
    TableTokens tokens;
    const quint64 count = tokens.changeCount();
    QVERIFY(!tokens.changedSince(count, kShop, kOrders));
    tokens.tableChanged(kShop, kOrders);
    QVERIFY(tokens.changedSince(count, kShop, kOrders));
    QVERIFY(!tokens.changedSince(count, kShop, kItems));
    QVERIFY(!tokens.changedSince(count, kOther, kOrders));
    QVERIFY(!tokens.changedSince(count, kShop, {}));
}

void TestTableTokens::tellsAChangeAfterItsCountOnly()
{
    TableTokens tokens;
    tokens.tableChanged(kShop, kOrders);
    const quint64 count = tokens.changeCount();
    QVERIFY(!tokens.changedSince(count, kShop, kOrders));
    (void)tokens.token(kShop, kOrders);
    (void)tokens.token(kShop, kItems);
    QCOMPARE(tokens.changeCount(), count);
    tokens.tableChanged(kShop, kOrders);
    QVERIFY(tokens.changeCount() > count);
    QVERIFY(tokens.changedSince(count, kShop, kOrders));
    QVERIFY(!tokens.changedSince(tokens.changeCount(), kShop, kOrders));
}

void TestTableTokens::tellsAChangeOfTheWholeDatabaseForEachOfItsTables()
{
    TableTokens tokens;
    (void)tokens.token(kShop, kOrders);
    const quint64 count = tokens.changeCount();
    tokens.databaseChanged(kShop);
    QVERIFY(tokens.changedSince(count, kShop, kOrders));
    QVERIFY(tokens.changedSince(count, kShop, kItems));
    QVERIFY(tokens.changedSince(count, kShop, {}));
    QVERIFY(!tokens.changedSince(count, kOther, kOrders));
}

void TestTableTokens::keepsNeighbouringNamesApart()
{
    TableTokens tokens;
    const quint64 token = tokens.token("ab", "c");
    tokens.tableChanged("a", "bc");
    QCOMPARE(tokens.token("ab", "c"), token);
    QVERIFY(tokens.token("a", "bc") != token);
}

QTEST_APPLESS_MAIN(TestTableTokens)
#include "tst_tabletokens.moc"
