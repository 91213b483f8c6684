#include "models/preferences.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

class TestPreferences final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void leavesWhatIsInRangeAlone_data();
    void leavesWhatIsInRangeAlone();
    void takesTheNearestInRangeAndSaysWhy_data();
    void takesTheNearestInRangeAndSaysWhy();
    void saysAllThatIsWrong();
};

void TestPreferences::leavesWhatIsInRangeAlone_data()
{
    QTest::addColumn<qint64>("rowLimit");
    QTest::addColumn<qint64>("memory");
    QTest::newRow("defaults") << Preferences().rowLimit << Preferences().resultMemoryBytes;
    QTest::newRow("all rows, least memory") << qint64(0) << (qint64(16) << 20);
    QTest::newRow("most of both") << qint64(2'000'000'000) << (qint64(1) << 40);
}

void TestPreferences::leavesWhatIsInRangeAlone()
{
    QFETCH(qint64, rowLimit);
    QFETCH(qint64, memory);
    const Preferences preferences{
        rowLimit, memory, NullsPlace::First, TextOrder::Locale, std::chrono::seconds(7)};
    const CheckedPreferences checked = checkedPreferences(preferences);
    QCOMPARE(checked.preferences, preferences);
    QCOMPARE(checked.notes, QStringList());
}

void TestPreferences::takesTheNearestInRangeAndSaysWhy_data()
{
    const Preferences normal;
    QTest::addColumn<qint64>("rowLimit");
    QTest::addColumn<qint64>("memory");
    QTest::addColumn<qint64>("rowLimitTaken");
    QTest::addColumn<qint64>("memoryTaken");
    QTest::addColumn<QString>("why");
    QTest::newRow("rows below none") << qint64(-1) << normal.resultMemoryBytes << qint64(0)
                                     << normal.resultMemoryBytes << QStringLiteral("0 fetches all");
    QTest::newRow("rows beyond what is counted")
        << qint64(2'000'000'001) << normal.resultMemoryBytes << qint64(2'000'000'000)
        << normal.resultMemoryBytes << QStringLiteral("can be counted");
    QTest::newRow("memory for no screen") << normal.rowLimit << (qint64(16) << 20) - 1 << normal.rowLimit
                                          << (qint64(16) << 20) << QStringLiteral("on screen");
    QTest::newRow("memory beyond machines") << normal.rowLimit << (qint64(1) << 40) + 1 << normal.rowLimit
                                            << (qint64(1) << 40) << QStringLiteral("no machine");
}

void TestPreferences::takesTheNearestInRangeAndSaysWhy()
{
    QFETCH(qint64, rowLimit);
    QFETCH(qint64, memory);
    QFETCH(QString, why);
    const CheckedPreferences checked = checkedPreferences({rowLimit, memory});
    QTEST(checked.preferences.rowLimit, "rowLimitTaken");
    QTEST(checked.preferences.resultMemoryBytes, "memoryTaken");
    QCOMPARE(checked.notes.size(), 1);
    QVERIFY2(checked.notes[0].contains(why), qPrintable(checked.notes[0]));
}

void TestPreferences::saysAllThatIsWrong()
{
    const CheckedPreferences checked = checkedPreferences({.rowLimit = -1,
        .resultMemoryBytes = -1,
        .checkEvery = std::chrono::seconds(3'601),
        .statementTimeout = std::chrono::hours(25)});
    QCOMPARE(checked.notes.size(), 4);
    QCOMPARE(checked.preferences.statementTimeout, std::chrono::hours(24));
    QCOMPARE(checked.preferences.checkEvery, std::chrono::seconds(3'600));
    QCOMPARE(checkedPreferences({.checkEvery = std::chrono::seconds(-1)}).preferences.checkEvery,
        std::chrono::seconds(0));
}

QTEST_APPLESS_MAIN(TestPreferences)
#include "tst_preferences.moc"
