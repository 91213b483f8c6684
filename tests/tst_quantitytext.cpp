#include "models/quantitytext.h"

#include <QLocale>
#include <QRegularExpression>
#include <QTest>

#include <limits>

using namespace larder;
using namespace std::chrono_literals;

class TestQuantityText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void writesBytes_data();
    void writesBytes();
    void writesDurations_data();
    void writesDurations();
    void writesAges_data();
    void writesAges();
    void writesNumbersOfTheLocale();
    void writesAMomentOfTodayAsTime();
    void writesAnOlderMomentAsDate();
    void writesNothingForNoMoment();
};

void TestQuantityText::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void TestQuantityText::writesBytes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    const auto row
        = [](qint64 bytes, const char* text) { QTest::newRow(text) << bytes << QString::fromUtf8(text); };
    constexpr qint64 kMegabyte = 1024LL * 1024;
    row(0, "0 B");
    row(1, "1 B");
    row(1023, "1023 B");
    row(1024, "1.0 kB");
    row(1500, "1.5 kB");
    row(10239, "10 kB");
    row(1000LL * 1024, "1000 kB");
    row(kMegabyte + 200LL * 1024, "1.2 MB");
    row(256 * kMegabyte, "256 MB");
    row(1024 * kMegabyte, "1.0 GB");
    row(-1500, "-1.5 kB");
    row(std::numeric_limits<qint64>::max(), "8.0 EB");
}

void TestQuantityText::writesBytes()
{
    QFETCH(const qint64, bytes);
    QTEST(bytesText(bytes), "text");
}

void TestQuantityText::writesDurations_data()
{
    QTest::addColumn<qint64>("nanoseconds");
    QTest::addColumn<QString>("text");
    const auto row = [](std::chrono::nanoseconds duration, const char* text) {
        QTest::addRow("%lld ns", static_cast<long long>(duration.count()))
            << qint64(duration.count()) << QString::fromUtf8(text);
    };
    row(0ns, "0 ms");
    row(1ns, "1 ns");
    row(999ns, "999 ns");
    row(1us, "1.0 µs");
    row(9949ns, "9.9 µs");
    row(9950ns, "10 µs");
    row(180us, "180 µs");
    row(999499ns, "999 µs");
    row(999501ns, "1.0 ms");
    row(3400us, "3.4 ms");
    row(34ms, "34 ms");
    row(999600us, "1.00 s");
    row(1250ms, "1.25 s");
    row(12340ms, "12.3 s");
    row(59940ms, "59.9 s");
    row(59960ms, "1 min 00 s");
    row(125s, "2 min 05 s");
    row(3599s, "59 min 59 s");
    row(1h + 5min, "1 h 05 min");
    row(-3400us, "−3.4 ms");
    row(-125s, "−2 min 05 s");
    row(std::chrono::nanoseconds::min(), "−106751 d 23 h");
}

void TestQuantityText::writesDurations()
{
    QFETCH(const qint64, nanoseconds);
    QTEST(durationText(std::chrono::nanoseconds(nanoseconds)), "text");
}

void TestQuantityText::writesAges_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");
    const auto row = [](std::chrono::milliseconds age, const char* text) {
        QTest::addRow("%lld ms", static_cast<long long>(age.count()))
            << qint64(age.count()) << QString::fromUtf8(text);
    };
    row(0ms, "0 s");
    row(-5s, "0 s");
    row(999ms, "0 s");
    row(12s, "12 s");
    row(59999ms, "59 s");
    row(1min, "1 min");
    row(3min + 59s, "3 min");
    row(59min + 59s, "59 min");
    row(2h + 5min, "2 h 05 min");
    row(23h + 59min + 59s, "23 h 59 min");
    row(24h, "1 d 0 h");
    row(103h + 30min, "4 d 7 h");
}

void TestQuantityText::writesAges()
{
    QFETCH(const qint64, milliseconds);
    QTEST(ageText(std::chrono::milliseconds(milliseconds)), "text");
}

void TestQuantityText::writesNumbersOfTheLocale()
{
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QCOMPARE(bytesText(1500), QStringLiteral("1,5 kB"));
    QCOMPARE(durationText(3400us), QStringLiteral("3,4 ms"));
    QCOMPARE(bytesText(1000LL * 1024), QStringLiteral("1000 kB"));
}

void TestQuantityText::writesAMomentOfTodayAsTime()
{
    const QDateTime moment(QDate(2024, 5, 1), QTime(14, 3, 21));
    QCOMPARE(momentText(moment, moment.addSecs(60)), QStringLiteral("14:03:21"));
    QCOMPARE(momentText(moment.toUTC(), moment.addSecs(60)), QStringLiteral("14:03:21"));
    QCOMPARE(momentText(moment, moment.addSecs(24LL * 3600 - 1)), QStringLiteral("14:03:21"));
}

void TestQuantityText::writesAnOlderMomentAsDate()
{
    const QDateTime moment(QDate(2024, 5, 1), QTime(14, 3, 21));
    QCOMPARE(momentText(moment, moment.addSecs(24LL * 3600)), QStringLiteral("2024-05-01"));
}

void TestQuantityText::writesNothingForNoMoment()
{
    QCOMPARE(momentText({}, QDateTime::currentDateTime()), QString());
}

QTEST_GUILESS_MAIN(TestQuantityText)
#include "tst_quantitytext.moc"
