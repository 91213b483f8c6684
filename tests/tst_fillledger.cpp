#include "cache/fillledger.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

namespace {

const QByteArray kShop = "shop.db";
const CacheKey kOne(KeyComponents{.connection = {"sqlite", "shop.db"}, .sql = "SELECT 1"});
const CacheKey kTwo(KeyComponents{.connection = {"sqlite", "shop.db"}, .sql = "SELECT 2"});

} // namespace

class TestFillLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void tellsWhatAChangeOvertook();
    void discardsWhatIsOnItsWayForAKey();
    void discardsAll();
};

void TestFillLedger::tellsWhatAChangeOvertook()
{
    TableTokens tokens;
    FillLedger fills;
    const FillTicket ticket = fills.begin(kOne, tokens.changeCount());
    QVERIFY(fills.isUntouched(ticket, tokens));
    tokens.tableChanged(kShop, "main.items", {});
    QVERIFY(!fills.isUntouched(ticket, tokens));
    QVERIFY(!fills.overtaken(ticket, tokens, kShop, {"main.orders"}));
    const Reason reason = fills.overtaken(ticket, tokens, kShop, {"main.orders", "main.items"});
    QCOMPARE(reason.code, ReasonCode::RaceDiscarded);
    QCOMPARE(reason.detail, QStringLiteral("main.items"));
    const FillTicket later = fills.begin(kOne, tokens.changeCount());
    QVERIFY(!fills.overtaken(later, tokens, kShop, {"main.items"}));
    tokens.tableChanged(kShop, {}, {});
    QCOMPARE(fills.overtaken(later, tokens, kShop, {}).code, ReasonCode::RaceDiscarded);
}

void TestFillLedger::discardsWhatIsOnItsWayForAKey()
{
    const TableTokens tokens;
    FillLedger fills;
    const FillTicket one = fills.begin(kOne, 0);
    const FillTicket two = fills.begin(kTwo, 0);
    fills.discard(kOne.digest(), {ReasonCode::ExpiredByUser});
    QCOMPARE(fills.overtaken(one, tokens, kShop, {}).code, ReasonCode::ExpiredByUser);
    QVERIFY(!fills.isUntouched(one, tokens));
    QVERIFY(!fills.overtaken(two, tokens, kShop, {}));
    QVERIFY(fills.isUntouched(two, tokens));
    QVERIFY(!fills.overtaken(fills.begin(kOne, 0), tokens, kShop, {}));
}

void TestFillLedger::discardsAll()
{
    const TableTokens tokens;
    FillLedger fills;
    const FillTicket one = fills.begin(kOne, 0);
    fills.discardAll({ReasonCode::ConnectionClosed});
    QCOMPARE(fills.overtaken(one, tokens, kShop, {}).code, ReasonCode::ConnectionClosed);
    fills.abandon(one);
    QVERIFY(!fills.overtaken(fills.begin(kOne, 0), tokens, kShop, {}));
}

QTEST_APPLESS_MAIN(TestFillLedger)
#include "tst_fillledger.moc"
