#include "cache/datachanges.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

namespace {

const QByteArray kShop = "shop";

Reason reasonOf(const char* detail)
{
    return {ReasonCode::TableChanged, QString::fromLatin1(detail)};
}

} // namespace

class TestDataChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void tellsTheLastChangeOfWhatWasRead();
    void aChangeOfAllConcernsEveryTable();
    void whoMayHaveReadAnythingHearsOfEverything();
    void otherDatabasesAreNotConcerned();
};

void TestDataChanges::tellsTheLastChangeOfWhatWasRead()
{
    DataChanges changes;
    QVERIFY(!changes.since(0, kShop, QByteArrayList{"a"}));
    changes.note(kShop, "a", reasonOf("first"));
    const quint64 between = changes.count();
    QCOMPARE(changes.since(0, kShop, QByteArrayList{"a"}), reasonOf("first"));
    QVERIFY(!changes.since(between, kShop, QByteArrayList{"a"}));
    changes.note(kShop, "b", reasonOf("second"));
    QCOMPARE(changes.since(0, kShop, (QByteArrayList{"a", "b"})), reasonOf("second"));
    QCOMPARE(changes.since(0, kShop, (QByteArrayList{"b", "a"})), reasonOf("second"));
    QVERIFY(!changes.since(between, kShop, QByteArrayList{"a"}));
    QVERIFY(!changes.since(0, kShop, QByteArrayList()));
}

void TestDataChanges::aChangeOfAllConcernsEveryTable()
{
    DataChanges changes;
    changes.note(kShop, "a", reasonOf("a"));
    changes.note(kShop, {}, reasonOf("all"));
    QCOMPARE(changes.since(0, kShop, QByteArrayList{"a"}), reasonOf("all"));
    QCOMPARE(changes.since(0, kShop, QByteArrayList{"b"}), reasonOf("all"));
    QCOMPARE(changes.since(0, kShop, QByteArrayList()), reasonOf("all"));
}

void TestDataChanges::whoMayHaveReadAnythingHearsOfEverything()
{
    DataChanges changes;
    changes.note(kShop, "a", reasonOf("a"));
    QCOMPARE(changes.since(0, kShop, std::nullopt), reasonOf("a"));
    QVERIFY(!changes.since(changes.count(), kShop, std::nullopt));
}

void TestDataChanges::otherDatabasesAreNotConcerned()
{
    DataChanges changes;
    changes.note("bank", {}, reasonOf("all"));
    QVERIFY(!changes.since(0, kShop, QByteArrayList{"a"}));
    QVERIFY(!changes.since(0, kShop, std::nullopt));
}

QTEST_APPLESS_MAIN(TestDataChanges)
#include "tst_datachanges.moc"
